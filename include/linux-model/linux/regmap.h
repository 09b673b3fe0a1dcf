/* Model of linux/regmap.h: sleeps unless the map has fast_io. */
#ifndef _MODEL_LINUX_REGMAP_H
#define _MODEL_LINUX_REGMAP_H

#include <linux/delay.h>
#include <linux/device.h>

struct regmap;
struct regmap_field;
struct regmap_irq_chip_data;
struct i2c_client;
struct spi_device;
enum regcache_type { REGCACHE_NONE, REGCACHE_RBTREE, REGCACHE_FLAT, REGCACHE_MAPLE };
enum regmap_endian { REGMAP_ENDIAN_DEFAULT, REGMAP_ENDIAN_BIG, REGMAP_ENDIAN_LITTLE, REGMAP_ENDIAN_NATIVE };
struct reg_default { unsigned int reg, def; };
struct reg_sequence { unsigned int reg, def, delay_us; };
struct regmap_range { unsigned int range_min, range_max; };
struct regmap_access_table { const struct regmap_range *yes_ranges; unsigned int n_yes_ranges; };
#define regmap_reg_range(low, high) { .range_min = low, .range_max = high }
struct reg_field { unsigned int reg, lsb, msb, id_size, id_offset; };
#define REG_FIELD(_reg, _lsb, _msb) { .reg = _reg, .lsb = _lsb, .msb = _msb }
struct regmap_config {
	const char *name;
	int reg_bits, reg_stride, val_bits, pad_bits;
	bool (*writeable_reg)(struct device *dev, unsigned int reg);
	bool (*readable_reg)(struct device *dev, unsigned int reg);
	bool (*volatile_reg)(struct device *dev, unsigned int reg);
	int (*reg_read)(void *context, unsigned int reg, unsigned int *val);
	int (*reg_write)(void *context, unsigned int reg, unsigned int val);
	bool fast_io, use_raw_spinlock, disable_locking;
	unsigned int max_register;
	const struct regmap_access_table *wr_table, *rd_table, *volatile_table;
	const struct reg_default *reg_defaults;
	unsigned int num_reg_defaults;
	enum regcache_type cache_type;
	unsigned long read_flag_mask, write_flag_mask;
	enum regmap_endian reg_format_endian, val_format_endian;
};
struct regmap_bus {
	bool fast_io;
	int (*write)(void *context, const void *data, size_t count);
	int (*read)(void *context, const void *reg, size_t reg_size, void *val, size_t val_size);
	int (*reg_write)(void *context, unsigned int reg, unsigned int val);
	int (*reg_read)(void *context, unsigned int reg, unsigned int *val);
};
struct regmap *devm_regmap_init(struct device *dev, const struct regmap_bus *bus, void *context, const struct regmap_config *config);
struct regmap *devm_regmap_init_mmio(struct device *dev, void __iomem *regs, const struct regmap_config *config);
struct regmap *devm_regmap_init_mmio_clk(struct device *dev, const char *clk, void __iomem *regs, const struct regmap_config *config);
struct regmap *devm_regmap_init_i2c(struct i2c_client *i2c, const struct regmap_config *config);
struct regmap *devm_regmap_init_spi(struct spi_device *spi, const struct regmap_config *config);
struct regmap *regmap_init_mmio(struct device *dev, void __iomem *regs, const struct regmap_config *config);
void regmap_exit(struct regmap *map);
struct regmap *dev_get_regmap(struct device *dev, const char *name);
int regmap_write(struct regmap *map, unsigned int reg, unsigned int val);
int regmap_read(struct regmap *map, unsigned int reg, unsigned int *val);
int regmap_raw_write(struct regmap *map, unsigned int reg, const void *val, size_t n);
int regmap_raw_read(struct regmap *map, unsigned int reg, void *val, size_t n);
int regmap_bulk_write(struct regmap *map, unsigned int reg, const void *val, size_t n);
int regmap_bulk_read(struct regmap *map, unsigned int reg, void *val, size_t n);
int regmap_noinc_read(struct regmap *map, unsigned int reg, void *val, size_t n);
int regmap_noinc_write(struct regmap *map, unsigned int reg, const void *val, size_t n);
int regmap_update_bits(struct regmap *map, unsigned int reg, unsigned int mask, unsigned int val);
int regmap_update_bits_check(struct regmap *map, unsigned int reg, unsigned int mask, unsigned int val, bool *change);
int regmap_write_bits(struct regmap *map, unsigned int reg, unsigned int mask, unsigned int val);
int regmap_set_bits(struct regmap *map, unsigned int reg, unsigned int bits);
int regmap_clear_bits(struct regmap *map, unsigned int reg, unsigned int bits);
int regmap_test_bits(struct regmap *map, unsigned int reg, unsigned int bits);
int regmap_multi_reg_write(struct regmap *map, const struct reg_sequence *regs, int n);
int regmap_register_patch(struct regmap *map, const struct reg_sequence *regs, int n);
struct regmap_field *devm_regmap_field_alloc(struct device *dev, struct regmap *map, struct reg_field field);
int regmap_field_read(struct regmap_field *field, unsigned int *val);
int regmap_field_write(struct regmap_field *field, unsigned int val);
void regcache_cache_only(struct regmap *map, bool enable);
void regcache_mark_dirty(struct regmap *map);
int regcache_sync(struct regmap *map);
#define regmap_read_poll_timeout(map, addr, val, cond, sleep_us, timeout_us) \
	read_poll_timeout(regmap_read, val, cond, sleep_us, timeout_us, false, (map), (addr), &(val))
struct regmap *syscon_regmap_lookup_by_phandle(struct device_node *np, const char *property);
struct regmap *syscon_node_to_regmap(struct device_node *np);

#endif

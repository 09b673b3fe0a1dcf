/* Model of linux/spi/spi.h: synchronous transfers sleep, spi_async() does not and its completion may run in an interrupt. */
#ifndef _MODEL_LINUX_SPI_SPI_H
#define _MODEL_LINUX_SPI_SPI_H

#include <linux/completion.h>
#include <linux/device.h>
#include <linux/module.h>

#define SPI_CPHA 1
#define SPI_CPOL 2
#define SPI_MODE_0 0
#define SPI_MODE_1 1
#define SPI_MODE_2 2
#define SPI_MODE_3 3
#define SPI_CS_HIGH 4
#define SPI_LSB_FIRST 8
#define SPI_BPW_MASK(bits) BIT((bits) - 1)
struct spi_controller;
struct spi_message;
#define spi_master spi_controller
struct spi_device {
	struct device dev;
	struct spi_controller *controller;
	u32 max_speed_hz;
	u8 bits_per_word;
	u32 mode;
	int irq;
	void *controller_state, *controller_data;
};
struct spi_driver {
	const struct spi_device_id *id_table;
	int (*probe)(struct spi_device *spi);
	void (*remove)(struct spi_device *spi);
	void (*shutdown)(struct spi_device *spi);
	struct device_driver driver;
};
struct spi_transfer {
	const void *tx_buf;
	void *rx_buf;
	unsigned int len;
	dma_addr_t tx_dma, rx_dma;
	unsigned int cs_change : 1;
	u8 bits_per_word;
	u32 speed_hz;
	struct list_head transfer_list;
};
struct spi_message {
	struct list_head transfers;
	struct spi_device *spi;
	void (*complete)(void *context);
	void *context;
	unsigned int frame_length, actual_length;
	int status;
	void *state;
};
struct spi_controller {
	struct device dev;
	s16 bus_num;
	u16 num_chipselect;
	u32 mode_bits, bits_per_word_mask, min_speed_hz, max_speed_hz;
	int (*setup)(struct spi_device *spi);
	int (*transfer)(struct spi_device *spi, struct spi_message *mesg);
	void (*cleanup)(struct spi_device *spi);
	int (*transfer_one)(struct spi_controller *ctlr, struct spi_device *spi, struct spi_transfer *transfer);
	int (*transfer_one_message)(struct spi_controller *ctlr, struct spi_message *mesg);
	void (*set_cs)(struct spi_device *spi, bool enable);
	bool auto_runtime_pm, use_gpio_descriptors;
};
#define to_spi_device(d) container_of(d, struct spi_device, dev)
int __spi_register_driver(struct module *owner, struct spi_driver *sdrv);
#define spi_register_driver(driver) __spi_register_driver(THIS_MODULE, driver)
void spi_unregister_driver(struct spi_driver *sdrv);
#define module_spi_driver(drv) module_driver(drv, spi_register_driver, spi_unregister_driver)
static inline void *spi_get_drvdata(const struct spi_device *spi)
{
	return dev_get_drvdata(&spi->dev);
}
static inline void spi_set_drvdata(struct spi_device *spi, void *data)
{
	dev_set_drvdata(&spi->dev, data);
}
void *spi_controller_get_devdata(struct spi_controller *ctlr);
#define spi_master_get_devdata(m) spi_controller_get_devdata(m)
const struct spi_device_id *spi_get_device_id(const struct spi_device *sdev);
const void *spi_get_device_match_data(const struct spi_device *sdev);
int spi_setup(struct spi_device *spi);
void spi_message_init(struct spi_message *m);
void spi_message_add_tail(struct spi_transfer *t, struct spi_message *m);
void spi_message_init_with_transfers(struct spi_message *m, struct spi_transfer *xfers, unsigned int n);
int spi_async(struct spi_device *spi, struct spi_message *message);
int spi_sync(struct spi_device *spi, struct spi_message *message);
int spi_sync_transfer(struct spi_device *spi, struct spi_transfer *xfers, unsigned int n);
int spi_write(struct spi_device *spi, const void *buf, size_t len);
int spi_read(struct spi_device *spi, void *buf, size_t len);
int spi_write_then_read(struct spi_device *spi, const void *txbuf, unsigned int n_tx, void *rxbuf, unsigned int n_rx);
ssize_t spi_w8r8(struct spi_device *spi, u8 cmd);
ssize_t spi_w8r16(struct spi_device *spi, u8 cmd);
struct spi_controller *spi_alloc_host(struct device *dev, unsigned int size);
#define spi_alloc_master(dev, size) spi_alloc_host(dev, size)
struct spi_controller *devm_spi_alloc_host(struct device *dev, unsigned int size);
#define devm_spi_alloc_master(dev, size) devm_spi_alloc_host(dev, size)
int spi_register_controller(struct spi_controller *ctlr);
int devm_spi_register_controller(struct device *dev, struct spi_controller *ctlr);
void spi_unregister_controller(struct spi_controller *ctlr);
void spi_finalize_current_transfer(struct spi_controller *ctlr);
void spi_finalize_current_message(struct spi_controller *ctlr);
#define spi_controller_put(c) put_device(&(c)->dev)
#define spi_master_put(c) spi_controller_put(c)

#endif

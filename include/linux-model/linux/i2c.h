/* Model of linux/i2c.h: transfers sleep. */
#ifndef _MODEL_LINUX_I2C_H
#define _MODEL_LINUX_I2C_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/of.h>

#define I2C_NAME_SIZE 20
#define I2C_M_RD 1
#define I2C_M_TEN 0x10
#define I2C_M_STOP 0x8000
#define I2C_M_RECV_LEN 0x0400
#define I2C_FUNC_I2C 1
#define I2C_FUNC_SMBUS_EMUL 0x0eff0008
#define I2C_FUNC_SMBUS_BYTE_DATA 0x00180000
#define I2C_FUNC_SMBUS_WORD_DATA 0x00600000
#define I2C_SMBUS_BLOCK_MAX 32
struct i2c_client;
struct i2c_adapter;
struct i2c_msg { __u16 addr, flags, len; __u8 *buf; };
union i2c_smbus_data { __u8 byte; __u16 word; __u8 block[34]; };
struct i2c_algorithm {
	int (*master_xfer)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*xfer)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*master_xfer_atomic)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*xfer_atomic)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*smbus_xfer)(struct i2c_adapter *adap, u16 addr, unsigned short flags, char rw, u8 cmd, int size,
			  union i2c_smbus_data *data);
	u32 (*functionality)(struct i2c_adapter *adap);
};
struct i2c_adapter {
	struct module *owner;
	unsigned int class;
	const struct i2c_algorithm *algo;
	void *algo_data;
	int timeout, retries;
	struct device dev;
	int nr;
	char name[48];
};
struct i2c_client {
	unsigned short flags, addr;
	char name[I2C_NAME_SIZE];
	struct i2c_adapter *adapter;
	struct device dev;
	int irq;
};
struct i2c_driver {
	unsigned int class;
	int (*probe)(struct i2c_client *client);
	int (*probe_new)(struct i2c_client *client);
	void (*remove)(struct i2c_client *client);
	void (*shutdown)(struct i2c_client *client);
	struct device_driver driver;
	const struct i2c_device_id *id_table;
};
struct i2c_board_info { char type[I2C_NAME_SIZE]; unsigned short addr; void *platform_data; int irq; };
#define to_i2c_client(d) container_of(d, struct i2c_client, dev)
int i2c_register_driver(struct module *owner, struct i2c_driver *driver);
void i2c_del_driver(struct i2c_driver *driver);
#define i2c_add_driver(driver) i2c_register_driver(THIS_MODULE, driver)
#define module_i2c_driver(drv) module_driver(drv, i2c_add_driver, i2c_del_driver)
static inline void *i2c_get_clientdata(const struct i2c_client *client)
{
	return dev_get_drvdata(&client->dev);
}
static inline void i2c_set_clientdata(struct i2c_client *client, void *data)
{
	dev_set_drvdata(&client->dev, data);
}
void *i2c_get_adapdata(const struct i2c_adapter *adap);
void i2c_set_adapdata(struct i2c_adapter *adap, void *data);
int i2c_add_adapter(struct i2c_adapter *adap);
int i2c_add_numbered_adapter(struct i2c_adapter *adap);
int devm_i2c_add_adapter(struct device *dev, struct i2c_adapter *adap);
void i2c_del_adapter(struct i2c_adapter *adap);
int i2c_check_functionality(struct i2c_adapter *adap, u32 func);
const struct i2c_device_id *i2c_client_get_device_id(const struct i2c_client *client);
const void *i2c_get_match_data(const struct i2c_client *client);
int i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
int i2c_master_send(const struct i2c_client *client, const char *buf, int count);
int i2c_master_recv(const struct i2c_client *client, char *buf, int count);
s32 i2c_smbus_read_byte(const struct i2c_client *client);
s32 i2c_smbus_write_byte(const struct i2c_client *client, u8 value);
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command, u8 value);
s32 i2c_smbus_read_word_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_read_word_swapped(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_word_data(const struct i2c_client *client, u8 command, u16 value);
s32 i2c_smbus_read_i2c_block_data(const struct i2c_client *client, u8 command, u8 length, u8 *values);
s32 i2c_smbus_write_i2c_block_data(const struct i2c_client *client, u8 command, u8 length, const u8 *values);
s32 i2c_smbus_read_block_data(const struct i2c_client *client, u8 command, u8 *values);
s32 i2c_smbus_write_block_data(const struct i2c_client *client, u8 command, u8 length, const u8 *values);
struct i2c_client *i2c_new_client_device(struct i2c_adapter *adap, const struct i2c_board_info *info);
struct i2c_client *i2c_new_dummy_device(struct i2c_adapter *adap, u16 address);
struct i2c_client *devm_i2c_new_dummy_device(struct device *dev, struct i2c_adapter *adap, u16 address);
void i2c_unregister_device(struct i2c_client *client);

#endif

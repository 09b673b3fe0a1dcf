/* Model of linux/serio.h: interrupt() is called in interrupt context. */
#ifndef _MODEL_LINUX_SERIO_H
#define _MODEL_LINUX_SERIO_H

#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/module.h>

struct serio_driver;
struct serio {
	void *port_data;
	char name[32], phys[32];
	struct serio_device_id id;
	spinlock_t lock;
	int (*write)(struct serio *serio, unsigned char data);
	int (*open)(struct serio *serio);
	void (*close)(struct serio *serio);
	int (*start)(struct serio *serio);
	void (*stop)(struct serio *serio);
	struct serio *parent;
	struct serio_driver *drv;
	struct device dev;
};
struct serio_driver {
	const char *description;
	const struct serio_device_id *id_table;
	void (*write_wakeup)(struct serio *serio);
	irqreturn_t (*interrupt)(struct serio *serio, unsigned char data, unsigned int flags);
	int (*connect)(struct serio *serio, struct serio_driver *drv);
	int (*reconnect)(struct serio *serio);
	void (*disconnect)(struct serio *serio);
	struct device_driver driver;
};
#define SERIO_ANY 0xff
#define SERIO_8042 1
#define SERIO_RS232 2
#define SERIO_TIMEOUT 1
#define SERIO_PARITY 2
int serio_open(struct serio *serio, struct serio_driver *drv);
void serio_close(struct serio *serio);
int serio_write(struct serio *serio, unsigned char data);
irqreturn_t serio_interrupt(struct serio *serio, unsigned char data, unsigned int flags);
void *serio_get_drvdata(struct serio *serio);
void serio_set_drvdata(struct serio *serio, void *data);
void serio_register_port(struct serio *serio);
void serio_unregister_port(struct serio *serio);
int serio_register_driver(struct serio_driver *drv);
void serio_unregister_driver(struct serio_driver *drv);
#define module_serio_driver(drv) module_driver(drv, serio_register_driver, serio_unregister_driver)

#endif

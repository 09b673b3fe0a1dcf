/* Model of linux/gpio.h, gpio/consumer.h and gpio/driver.h: only the _cansleep accessors sleep. */
#ifndef _MODEL_LINUX_GPIO_CONSUMER_H
#define _MODEL_LINUX_GPIO_CONSUMER_H

#include <linux/device.h>
#include <linux/module.h>

struct gpio_desc;
struct gpio_descs { unsigned int ndescs; struct gpio_desc **desc; };
enum gpiod_flags { GPIOD_ASIS, GPIOD_IN, GPIOD_OUT_LOW = 3, GPIOD_OUT_HIGH = 7 };
struct gpio_desc *gpiod_get(struct device *dev, const char *con_id, enum gpiod_flags flags);
struct gpio_desc *gpiod_get_optional(struct device *dev, const char *con_id, enum gpiod_flags flags);
struct gpio_desc *devm_gpiod_get(struct device *dev, const char *con_id, enum gpiod_flags flags);
struct gpio_desc *devm_gpiod_get_optional(struct device *dev, const char *con_id, enum gpiod_flags flags);
struct gpio_desc *devm_gpiod_get_index(struct device *dev, const char *con_id, unsigned int idx, enum gpiod_flags flags);
struct gpio_descs *devm_gpiod_get_array(struct device *dev, const char *con_id, enum gpiod_flags flags);
void gpiod_put(struct gpio_desc *desc);
int gpiod_direction_input(struct gpio_desc *desc);
int gpiod_direction_output(struct gpio_desc *desc, int value);
int gpiod_get_value(const struct gpio_desc *desc);
void gpiod_set_value(struct gpio_desc *desc, int value);
int gpiod_get_value_cansleep(const struct gpio_desc *desc);
void gpiod_set_value_cansleep(struct gpio_desc *desc, int value);
int gpiod_cansleep(const struct gpio_desc *desc);
int gpiod_to_irq(const struct gpio_desc *desc);
int gpiod_set_debounce(struct gpio_desc *desc, unsigned int debounce);
int gpio_request(unsigned int gpio, const char *label);
int devm_gpio_request_one(struct device *dev, unsigned int gpio, unsigned long flags, const char *label);
void gpio_free(unsigned int gpio);
bool gpio_is_valid(int gpio);
int gpio_direction_input(unsigned int gpio);
int gpio_direction_output(unsigned int gpio, int value);
int gpio_get_value(unsigned int gpio);
void gpio_set_value(unsigned int gpio, int value);
int gpio_get_value_cansleep(unsigned int gpio);
void gpio_set_value_cansleep(unsigned int gpio, int value);
int gpio_to_irq(unsigned int gpio);
int of_get_named_gpio(const struct device_node *np, const char *list, int index);

struct gpio_chip;
struct gpio_device;
struct gpio_irq_chip {
	struct irq_chip *chip;
	struct irq_domain *domain;
	irq_flow_handler_t handler;
	unsigned int default_type;
	irq_flow_handler_t parent_handler;
	unsigned int num_parents, *parents;
	bool threaded;
	int (*init_hw)(struct gpio_chip *gc);
};
struct gpio_chip {
	const char *label;
	struct gpio_device *gpiodev;
	struct device *parent;
	struct fwnode_handle *fwnode;
	struct module *owner;
	int (*request)(struct gpio_chip *gc, unsigned int offset);
	void (*free)(struct gpio_chip *gc, unsigned int offset);
	int (*get_direction)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_input)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_output)(struct gpio_chip *gc, unsigned int offset, int value);
	int (*get)(struct gpio_chip *gc, unsigned int offset);
	int (*get_multiple)(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits);
	void (*set)(struct gpio_chip *gc, unsigned int offset, int value);
	void (*set_multiple)(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits);
	int (*set_config)(struct gpio_chip *gc, unsigned int offset, unsigned long config);
	int (*to_irq)(struct gpio_chip *gc, unsigned int offset);
	int base;
	u16 ngpio;
	const char *const *names;
	bool can_sleep;
	raw_spinlock_t bgpio_lock;
	struct gpio_irq_chip irq;
};
#define GPIO_LINE_DIRECTION_IN 1
#define GPIO_LINE_DIRECTION_OUT 0
int gpiochip_add_data(struct gpio_chip *gc, void *data);
int devm_gpiochip_add_data(struct device *dev, struct gpio_chip *gc, void *data);
void gpiochip_remove(struct gpio_chip *gc);
void *gpiochip_get_data(struct gpio_chip *gc);
void gpiochip_enable_irq(struct gpio_chip *gc, irq_hw_number_t hwirq);
void gpiochip_disable_irq(struct gpio_chip *gc, irq_hw_number_t hwirq);
void gpio_irq_chip_set_chip(struct gpio_irq_chip *girq, const struct irq_chip *chip);
#define GPIOCHIP_IRQ_RESOURCE_HELPERS .irq_request_resources = NULL, .irq_release_resources = NULL

#endif

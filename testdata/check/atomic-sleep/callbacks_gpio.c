/* Pins that may be asked in atomic context, as their chip does not say that it sleeps. The twin is callbacks_gpio_sleeps.c. */
#include <linux/delay.h>
#include <linux/gpio/driver.h>
#include <linux/mutex.h>

struct pins {
	struct mutex lock;
	struct gpio_chip chip;
	unsigned long state;
};

static int pins_get(struct gpio_chip *gc, unsigned int offset)
{
	struct pins *p = container_of(gc, struct pins, chip);
	int value;

	mutex_lock(&p->lock); // expect: atomic-sleep {{access to a pin}}
	value = p->state >> offset & 1;
	mutex_unlock(&p->lock);
	return value;
}

static int pins_request(struct gpio_chip *gc, unsigned int offset)
{
	msleep(1);
	return 0;
}

int pins_probe(struct device *dev, struct pins *p)
{
	p->chip.request = pins_request;
	p->chip.get = pins_get;
	p->chip.can_sleep = false;
	return devm_gpiochip_add_data(dev, &p->chip, p);
}

/* A bus lock may sleep, the operations between do not. */
static void pins_irq_bus_sync_unlock(struct irq_data *data)
{
	msleep(1);
}

static int pins_irq_set_type(struct irq_data *data, unsigned int type)
{
	msleep(1); // expect: atomic-sleep {{interrupt chip operation}}
	return 0;
}

static void pins_irq_mask(struct irq_data *data)
{
}

const struct irq_chip pins_irq_chip = {
	.irq_mask = pins_irq_mask,
	.irq_set_type = pins_irq_set_type,
	.irq_bus_sync_unlock = pins_irq_bus_sync_unlock,
};

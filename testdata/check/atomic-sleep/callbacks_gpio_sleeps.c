/* An expander says that its pins sleep: they are asked in process context only. */ // expect-none
#include <linux/delay.h>
#include <linux/gpio/driver.h>

static int expander_get(struct gpio_chip *gc, unsigned int offset)
{
	msleep(1);
	return 0;
}

static const struct gpio_chip expander_template = {
	.get = expander_get,
	.can_sleep = true,
};

int expander_probe(struct device *dev, struct gpio_chip *gc)
{
	*gc = expander_template;
	return devm_gpiochip_add_data(dev, gc, NULL);
}

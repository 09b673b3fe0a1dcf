/* A callback that is handed over in one mode of the driver only does not do what it does in another. */
#include <linux/delay.h>
#include <linux/gpio/consumer.h>
#include <linux/interrupt.h>

struct lamp {
	struct gpio_desc *gpio;
	int can_sleep;
	int blink;
};

static irqreturn_t lamp_irq(int irq, void *data)
{
	struct lamp *l = data;

	if (l->can_sleep)
		gpiod_set_value_cansleep(l->gpio, 1);
	else
		gpiod_set_value(l->gpio, 1);
	if (l->blink)
		msleep(20); // expect: atomic-sleep {{in interrupt handler lamp_irq()}}
	return IRQ_HANDLED;
}

int lamp_probe(struct lamp *l, int irq)
{
	l->can_sleep = gpiod_cansleep(l->gpio);
	l->blink = 0;
	if (!l->can_sleep)
		return request_irq(irq, lamp_irq, 0, "lamp", l);
	return request_threaded_irq(irq, NULL, lamp_irq, IRQF_ONESHOT, "lamp", l);
}

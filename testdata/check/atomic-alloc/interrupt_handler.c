/* Interrupt handlers, however they are registered. */
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <linux/slab.h>

struct sensor {
	int irq;
	void *sample;
	struct work_struct work;
};

static void take_sample(struct sensor *s, gfp_t gfp)
{
	s->sample = kmalloc(32, gfp); // expect: atomic-alloc chain=sensor_irq>read_sensor>take_sample {{request_irq}}
}

static void read_sensor(struct sensor *s)
{
	take_sample(s, GFP_KERNEL);
}

static irqreturn_t sensor_irq(int irq, void *data)
{
	read_sensor(data);
	return IRQ_HANDLED;
}

static irqreturn_t sensor_irq_right(int irq, void *data)
{
	take_sample(data, GFP_ATOMIC);
	return IRQ_HANDLED;
}

static irqreturn_t managed_irq(int irq, void *data)
{
	struct sensor *s = data;

	s->sample = kzalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=managed_irq
	return IRQ_HANDLED;
}

/* What decides is a parameter that nothing is known of. */
static irqreturn_t shared_irq(int irq, void *data)
{
	struct sensor *s = data;

	if (irq)
		s->sample = kzalloc(64, GFP_KERNEL); // expect: atomic-alloc {{depending on `irq`}} confidence=likely
	return IRQ_HANDLED;
}

/* Nothing registers it: it is just a function. */
static irqreturn_t unused_irq(int irq, void *data)
{
	struct sensor *s = data;

	s->sample = kzalloc(64, GFP_KERNEL);
	return IRQ_NONE;
}

int sensor_start(struct device *dev, struct sensor *s)
{
	int ret = request_irq(s->irq, sensor_irq, IRQF_SHARED, "sensor", s);

	if (ret)
		return ret;
	ret = request_irq(s->irq + 1, sensor_irq_right, 0, "sensor", s);
	if (ret)
		return ret;
	take_sample(s, GFP_KERNEL);
	ret = request_irq(s->irq + 3, shared_irq, IRQF_SHARED, "sensor", s);
	if (ret)
		return ret;
	return devm_request_irq(dev, s->irq + 2, managed_irq, 0, "sensor", s);
}

int sensor_poll(struct sensor *s)
{
	return unused_irq(s->irq, s);
}

/* The sleeper is three calls down; the finding stands at the driver's own innermost line, with the whole way. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct radio {
	spinlock_t lock;
	struct mutex bus;
	int power, errors;
};

static void settle(struct radio *r)
{
	usleep_range(100, 200); // expect: atomic-sleep {{usleep_range}} chain=set_power>apply>write_register>settle
	r->errors = 0;
}

static void write_register(struct radio *r, int reg, int value)
{
	if (reg == value)
		return;
	settle(r);
}

static void apply(struct radio *r)
{
	write_register(r, 1, r->power);
}

void set_power(struct radio *r, int power)
{
	spin_lock(&r->lock);
	r->power = power;
	apply(r);
	spin_unlock(&r->lock);
}

void set_power_right(struct radio *r, int power)
{
	spin_lock(&r->lock);
	r->power = power;
	spin_unlock(&r->lock);
	apply(r);
}

/* The same, from an interrupt handler. */
static void read_status(struct radio *r)
{
	mutex_lock(&r->bus); // expect: atomic-sleep {{mutex_lock}} {{radio_irq}} chain=radio_irq>handle>read_status
	r->errors++;
	mutex_unlock(&r->bus);
}

static void handle(struct radio *r)
{
	read_status(r);
}

static irqreturn_t radio_irq(int irq, void *data)
{
	handle(data);
	return IRQ_HANDLED;
}

static irqreturn_t radio_thread(int irq, void *data)
{
	handle(data);
	return IRQ_HANDLED;
}

int radio_start(struct radio *r, int irq)
{
	int ret = request_irq(irq, radio_irq, 0, "radio", r);

	if (ret)
		return ret;
	return request_threaded_irq(irq + 1, NULL, radio_thread, IRQF_ONESHOT, "radio", r);
}

/* What a function says of its own context, and that a path where it holds is left alone otherwise. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct core {
	spinlock_t lock;
	struct mutex mutex;
	int n;
};

void irqs_are_off(struct core *c)
{
	lockdep_assert_irqs_disabled();
	c->n++;
	msleep(1); // expect: atomic-sleep {{lockdep_assert_irqs_disabled}}
}

void mutex_is_held(struct core *c)
{
	lockdep_assert_held(&c->mutex);
	c->n++;
	msleep(1);
}

void only_in_task(struct core *c)
{
	if (in_interrupt())
		return;
	msleep(1);
}

static irqreturn_t core_irq(int irq, void *data)
{
	only_in_task(data);
	return IRQ_HANDLED;
}

int core_start(struct core *c, int irq)
{
	return request_irq(irq, core_irq, 0, "core", c);
}

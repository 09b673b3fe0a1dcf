/* What a finding says last: the mend that fits. Each twin is mended so. */
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

struct card {
	spinlock_t lock;
	struct work_struct work;
	void *table;
	int irq;
};

void region(struct card *c)
{
	spin_lock(&c->lock);
	vfree(c->table); // expect: atomic-free {{mend: take it out of use here, and call vfree() outside of spin_lock(&c->lock)}}
	c->table = NULL;
	spin_unlock(&c->lock);
}

void region_mended(struct card *c)
{
	void *table;

	spin_lock(&c->lock);
	table = c->table;
	c->table = NULL;
	spin_unlock(&c->lock);
	vfree(table);
}

static irqreturn_t handler(int irq, void *data)
{
	free_irq(irq, data); // expect: atomic-free {{mend: call free_irq() in a work function (schedule_work())}}
	return IRQ_HANDLED;
}

static irqreturn_t handler_mended(int irq, void *data)
{
	struct card *c = data;

	schedule_work(&c->work);
	return IRQ_HANDLED;
}

static void work(struct work_struct *w)
{
	struct card *c = container_of(w, struct card, work);

	free_irq(c->irq, c);
}

int set_up(struct card *c, int irq)
{
	INIT_WORK(&c->work, work);
	if (request_irq(irq, handler, 0, "card", c))
		return -EBUSY;
	return request_irq(c->irq, handler_mended, 0, "card", c);
}

/* What a finding says last: the mend that fits. Each twin is mended so. */
#include <linux/firmware.h>
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>

struct card {
	spinlock_t lock;
	struct timer_list timer;
	void *small, *large;
	size_t size;
};

void region(struct card *c)
{
	spin_lock(&c->lock);
	c->small = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{mend: allocate before spin_lock(&c->lock), or use GFP_ATOMIC and handle its failure}}
	c->large = kvmalloc(c->size, GFP_KERNEL); // expect: atomic-alloc {{mend: call kvmalloc() before spin_lock(&c->lock)}}
	spin_unlock(&c->lock);
}

void region_mended(struct card *c)
{
	void *large = kvmalloc(c->size, GFP_KERNEL);

	spin_lock(&c->lock);
	c->small = kmalloc(64, GFP_ATOMIC);
	c->large = large;
	spin_unlock(&c->lock);
}

void no_flags(struct card *c, int irq, irq_handler_t handler)
{
	spin_lock(&c->lock);
	request_irq(irq, handler, 0, "card", c); // expect: atomic-alloc {{mend: call request_irq() before spin_lock(&c->lock)}}
	spin_unlock(&c->lock);
}

void no_flags_mended(struct card *c, int irq, irq_handler_t handler)
{
	request_irq(irq, handler, 0, "card", c);
	spin_lock(&c->lock);
	spin_unlock(&c->lock);
}

void sibling(struct card *c, struct device *dev, const struct firmware **fw)
{
	spin_lock(&c->lock);
	request_firmware(fw, "card.bin", dev); // expect: atomic-alloc {{mend: use request_firmware_nowait(), which calls back when the image is there; or call request_firmware() before}}
	spin_unlock(&c->lock);
}

void sibling_mended(struct card *c, struct device *dev, void (*loaded)(const struct firmware *fw, void *context))
{
	spin_lock(&c->lock);
	request_firmware_nowait(THIS_MODULE, true, "card.bin", dev, GFP_ATOMIC, c, loaded);
	spin_unlock(&c->lock);
}

static irqreturn_t handler(int irq, void *data)
{
	struct card *c = data;

	c->small = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{mend: use GFP_ATOMIC and handle its failure, or allocate in a threaded handler (request_threaded_irq())}}
	c->large = vmalloc(c->size); // expect: atomic-alloc {{mend: call vmalloc() in a threaded handler (request_threaded_irq())}}
	return IRQ_HANDLED;
}

static irqreturn_t handler_mended(int irq, void *data)
{
	struct card *c = data;

	c->small = kmalloc(64, GFP_ATOMIC);
	return c->small ? IRQ_WAKE_THREAD : IRQ_HANDLED;
}

static irqreturn_t thread(int irq, void *data)
{
	struct card *c = data;

	c->large = vmalloc(c->size);
	return IRQ_HANDLED;
}

static void tick(struct timer_list *t)
{
	struct card *c = from_timer(c, t, timer);

	c->small = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{mend: use GFP_ATOMIC and handle its failure, or allocate beforehand or in a work function (schedule_work())}}
	c->large = kvmalloc(c->size, GFP_KERNEL); // expect: atomic-alloc {{mend: call kvmalloc() in a work function (schedule_work()), or beforehand}}
}

static void tick_mended(struct timer_list *t)
{
	struct card *c = from_timer(c, t, timer);

	c->small = kmalloc(64, GFP_ATOMIC);
}

int set_up(struct card *c, struct card *mended, int irq, int other)
{
	timer_setup(&c->timer, tick, 0);
	timer_setup(&mended->timer, tick_mended, 0);
	if (request_irq(irq, handler, 0, "card", c))
		return -EBUSY;
	return request_threaded_irq(other, handler_mended, thread, IRQF_ONESHOT, "card", mended);
}

/* Code that says that it is atomic: there is nothing to allocate before. */
void asserted(struct card *c)
{
	cant_sleep();
	c->small = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{mend: use GFP_ATOMIC and handle its failure, or allocate beforehand}}
}

void asserted_mended(struct card *c)
{
	cant_sleep();
	c->small = kmalloc(64, GFP_ATOMIC);
}

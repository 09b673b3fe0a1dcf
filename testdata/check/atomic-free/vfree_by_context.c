/* vfree() defers its work when in_interrupt(), which is true in handlers and with bottom halves off, and not under a plain
 * spinlock or with interrupts off.
 */
#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>

struct image {
	spinlock_t lock;
	struct timer_list timer;
	void *pixels;
};

void plain_lock(struct image *i)
{
	spin_lock(&i->lock);
	vfree(i->pixels); // expect: atomic-free {{vfree}} chain=plain_lock
	spin_unlock(&i->lock);
}

void irqs_off(struct image *i)
{
	unsigned long flags;

	spin_lock_irqsave(&i->lock, flags);
	vfree(i->pixels); // expect: atomic-free
	spin_unlock_irqrestore(&i->lock, flags);
}

void preemption_off(struct image *i)
{
	preempt_disable();
	vfree(i->pixels); // expect: atomic-free
	preempt_enable();
}

void bottom_halves_off(struct image *i)
{
	spin_lock_bh(&i->lock);
	vfree(i->pixels);
	spin_unlock_bh(&i->lock);
}

void plain_lock_inside_bh(struct image *i)
{
	local_bh_disable();
	spin_lock(&i->lock);
	vfree(i->pixels);
	spin_unlock(&i->lock);
	local_bh_enable();
}

static irqreturn_t image_irq(int irq, void *data)
{
	struct image *i = data;

	vfree(i->pixels);
	return IRQ_HANDLED;
}

static void image_timer(struct timer_list *t)
{
	struct image *i = container_of(t, struct image, timer);

	vfree(i->pixels);
}

int image_start(struct image *i, int irq)
{
	timer_setup(&i->timer, image_timer, 0);
	return request_irq(irq, image_irq, 0, "image", i);
}

void atomic_variant(struct image *i)
{
	spin_lock(&i->lock);
	vfree_atomic(i->pixels);
	spin_unlock(&i->lock);
}

void after_the_lock(struct image *i)
{
	void *old;

	spin_lock(&i->lock);
	old = i->pixels;
	i->pixels = NULL;
	spin_unlock(&i->lock);
	vfree(old);
}

/* guard() holds to the end of the scope, scoped_guard() to the end of its statement. */
#include <linux/cleanup.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct box {
	spinlock_t lock;
	raw_spinlock_t raw;
	struct mutex mutex;
	bool full;
	void *p;
};

int to_the_end(struct box *b)
{
	b->p = kmalloc(8, GFP_KERNEL);
	guard(spinlock)(&b->lock);
	if (b->full)
		return -EBUSY;
	b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=to_the_end
	return 0;
}

void inner_scope(struct box *b)
{
	{
		guard(spinlock_irqsave)(&b->lock);
		b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	}
	b->p = kmalloc(8, GFP_KERNEL);
}

void loop_scope(struct box *boxes, int n)
{
	for (int i = 0; i < n; i++) {
		guard(spinlock_irq)(&boxes[i].lock);
		if (boxes[i].full)
			continue;
		boxes[i].p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	}
	boxes->p = kmalloc(8, GFP_KERNEL);
}

void scoped(struct box *b)
{
	scoped_guard(spinlock_bh, &b->lock) {
		b->full = true;
		b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	}
	b->p = kmalloc(8, GFP_KERNEL);
}

void scoped_one_statement(struct box *b)
{
	scoped_guard(raw_spinlock, &b->raw)
		b->p = kmalloc(8, GFP_ATOMIC);
	b->p = b->p ?: kmalloc(8, GFP_KERNEL);
}

int scoped_with_return(struct box *b)
{
	scoped_guard(spinlock, &b->lock) {
		if (b->full)
			return -EBUSY;
		b->full = true;
	}
	b->p = kmalloc(8, GFP_KERNEL);
	return b->p ? 0 : -ENOMEM;
}

void without_a_lock(struct box *b)
{
	scoped_guard(rcu)
		b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	scoped_guard(preempt)
		b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	scoped_guard(irqsave)
		b->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	b->p = kmalloc(8, GFP_KERNEL);
}

void sleeping_guard(struct box *b)
{
	guard(mutex)(&b->mutex);
	b->p = kmalloc(8, GFP_KERNEL);
}

/* The allocation's own cleanup runs before the guard's. */
int with_free(struct box *b)
{
	void *tmp __free(kfree) = kmalloc(8, GFP_KERNEL);

	if (!tmp)
		return -ENOMEM;
	guard(spinlock)(&b->lock);
	b->p = no_free_ptr(tmp);
	return 0;
}

/* The lock is dropped for the allocation and taken again, here or in a callee. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct store {
	spinlock_t lock;
	int items, wanted;
	void *spare;
};

void dropped_here(struct store *s)
{
	spin_lock_irq(&s->lock);
	while (s->items < s->wanted) {
		void *p;

		spin_unlock_irq(&s->lock);
		p = kmalloc(64, GFP_KERNEL);
		spin_lock_irq(&s->lock);
		if (!p)
			break;
		s->spare = p;
		s->items++;
	}
	spin_unlock_irq(&s->lock);
}

static int refill(struct store *s)
{
	void *p;

	spin_unlock(&s->lock);
	p = kmalloc(64, GFP_KERNEL);
	spin_lock(&s->lock);
	if (!p)
		return -ENOMEM;
	s->spare = p;
	return 0;
}

int dropped_by_callee(struct store *s)
{
	int ret = 0;

	spin_lock(&s->lock);
	if (!s->spare)
		ret = refill(s);
	spin_unlock(&s->lock);
	return ret;
}

static void peek(struct store *s)
{
	if (!s->spare)
		s->spare = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=not_dropped>peek
	spin_unlock(&s->lock);
	spin_lock(&s->lock);
}

void not_dropped(struct store *s)
{
	spin_lock(&s->lock);
	peek(s);
	spin_unlock(&s->lock);
}

/* The callee drops its caller's lock, but there is one more. */
static int refill_inner(struct store *s)
{
	spin_unlock(&s->lock);
	s->spare = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=one_more_lock>refill_inner
	spin_lock(&s->lock);
	return s->spare ? 0 : -ENOMEM;
}

int one_lock(struct store *s)
{
	int ret;

	spin_lock(&s->lock);
	ret = refill_inner(s);
	spin_unlock(&s->lock);
	return ret;
}

int one_more_lock(struct store *outer, struct store *inner)
{
	int ret;

	spin_lock(&outer->lock);
	spin_lock(&inner->lock);
	ret = refill_inner(inner);
	spin_unlock(&inner->lock);
	spin_unlock(&outer->lock);
	return ret;
}

/* The callee releases the lock for good. */
static void finish(struct store *s)
{
	s->items = 0;
	spin_unlock(&s->lock);
}

void finished_by_callee(struct store *s)
{
	spin_lock(&s->lock);
	finish(s);
	s->spare = kmalloc(64, GFP_KERNEL);
}

/* The lock is taken on some paths only, and the same condition keeps the allocation off those. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct channel {
	spinlock_t lock;
	unsigned int flags;
	bool shared, ready;
	void *buffer;
};

void correlated(struct channel *c)
{
	unsigned long flags = 0;

	if (c->shared)
		spin_lock_irqsave(&c->lock, flags);
	c->ready = true;
	if (!c->shared)
		c->buffer = kmalloc(64, GFP_KERNEL);
	if (c->shared)
		spin_unlock_irqrestore(&c->lock, flags);
}

void wrong_sense(struct channel *c)
{
	unsigned long flags = 0;

	if (c->shared)
		spin_lock_irqsave(&c->lock, flags);
	if (c->shared)
		c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=wrong_sense
	if (c->shared)
		spin_unlock_irqrestore(&c->lock, flags);
}

void other_condition(struct channel *c, bool shared, bool ready)
{
	if (shared)
		spin_lock(&c->lock);
	if (!ready)
		c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
	if (shared)
		spin_unlock(&c->lock);
}

void by_bit(struct channel *c)
{
	if (c->flags & 4)
		spin_lock(&c->lock);
	if (!(c->flags & 4))
		c->buffer = kmalloc(64, GFP_KERNEL);
	else
		c->buffer = kmalloc(64, GFP_ATOMIC);
	if (c->flags & 4)
		spin_unlock(&c->lock);
}

void by_number(struct channel *c, int queues)
{
	if (queues > 1)
		spin_lock(&c->lock);
	if (queues <= 1)
		c->buffer = kmalloc(64, GFP_KERNEL);
	if (queues == 1)
		c->ready = true;
	if (queues > 1)
		spin_unlock(&c->lock);
}

/* A local remembers whether the lock is held. */
void remembered(struct channel *c)
{
	bool locked = false;

	if (!c->ready) {
		spin_lock(&c->lock);
		locked = true;
	}
	if (locked)
		spin_unlock(&c->lock);
	c->buffer = kmalloc(64, GFP_KERNEL);
}

void remembered_wrong(struct channel *c)
{
	bool locked = false;

	if (!c->ready) {
		spin_lock(&c->lock);
		locked = true;
	}
	if (locked)
		c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
	if (locked)
		spin_unlock(&c->lock);
}

/* The condition changes in between: the second test says nothing of the first. */
void condition_changed(struct channel *c, bool shared)
{
	bool locked = shared;

	if (locked)
		spin_lock(&c->lock);
	shared = c->ready;
	if (!shared)
		c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
	if (locked)
		spin_unlock(&c->lock);
}

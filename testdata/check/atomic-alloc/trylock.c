/* A trylock holds the lock on one way out only. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct gate {
	spinlock_t lock;
	rwlock_t table_lock;
	void *pass;
};

int failure_allocates(struct gate *g)
{
	if (!spin_trylock(&g->lock)) {
		g->pass = kmalloc(8, GFP_KERNEL);
		return -EBUSY;
	}
	g->pass = NULL;
	spin_unlock(&g->lock);
	return 0;
}

int success_allocates(struct gate *g)
{
	if (!spin_trylock(&g->lock))
		return -EBUSY;
	g->pass = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=success_allocates
	spin_unlock(&g->lock);
	return 0;
}

int inside_if(struct gate *g)
{
	if (spin_trylock(&g->lock)) {
		g->pass = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&g->lock);
		return 0;
	}
	g->pass = kmalloc(8, GFP_KERNEL);
	return -EBUSY;
}

int result_kept(struct gate *g)
{
	int got = spin_trylock(&g->lock);

	if (!got)
		g->pass = kmalloc(8, GFP_KERNEL);
	if (got)
		spin_unlock(&g->lock);
	return got;
}

int result_kept_wrong(struct gate *g)
{
	unsigned long flags;
	int got = spin_trylock_irqsave(&g->lock, flags);

	if (got) {
		g->pass = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock_irqrestore(&g->lock, flags);
	}
	return got;
}

int read_side(struct gate *g)
{
	if (read_trylock(&g->table_lock)) {
		g->pass = kmalloc(8, GFP_NOFS); // expect: atomic-alloc
		read_unlock(&g->table_lock);
	}
	g->pass = kmalloc(8, GFP_NOFS);
	return 0;
}

/* Locks by hand what the trylock could not. */
void try_or_wait(struct gate *g)
{
	if (!spin_trylock(&g->lock)) {
		g->pass = kmalloc(8, GFP_KERNEL);
		spin_lock(&g->lock);
	}
	g->pass = g->pass ?: kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&g->lock);
}

/* The caller holds the lock; what it calls is in another file. */
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "regs.h"

int settle_locked(struct regs *r) // expect-none
{
	int ret;

	spin_lock(&r->lock);
	ret = regs_settle(r);
	spin_unlock(&r->lock);
	return ret;
}

int settle(struct regs *r)
{
	return regs_settle(r);
}

int read_locked(struct regs *r)
{
	int ret;

	spin_lock(&r->lock);
	ret = regs_read(r);
	spin_unlock(&r->lock);
	return ret;
}

/* Flags go along. */
int grow_locked(struct regs *r)
{
	int ret;

	spin_lock(&r->lock);
	ret = regs_grow(r, GFP_ATOMIC);
	if (ret)
		ret = regs_grow(r, GFP_KERNEL);
	spin_unlock(&r->lock);
	return ret;
}

/* The callee drops the lock while it sleeps. */
int reset_locked(struct regs *r)
{
	int ret;

	spin_lock(&r->lock);
	ret = regs_reset(r);
	spin_unlock(&r->lock);
	return ret;
}

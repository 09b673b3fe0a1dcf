#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "regs.h"

int regs_settle(struct regs *r)
{
	msleep(1); // expect: atomic-sleep {{under spin_lock(&r->lock)}} chain=settle_locked>regs_settle confidence=definite
	return r->value;
}

int regs_read(struct regs *r)
{
	udelay(1);
	return r->value;
}

int regs_grow(struct regs *r, gfp_t gfp)
{
	r->shadow = kmalloc(64, gfp); // expect: atomic-alloc {{GFP_KERNEL}} chain=grow_locked>regs_grow confidence=definite
	return r->shadow ? 0 : -ENOMEM;
}

int regs_reset(struct regs *r)
{
	spin_unlock(&r->lock);
	msleep(1);
	spin_lock(&r->lock);
	return r->value;
}

// SPDX-License-Identifier: MIT
/* Keeps a pattern that is set under a lock; with one bug, and its clean twin. */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static u8 *pattern;

int blinker_set(size_t size);
int blinker_reset(size_t size);

int blinker_set(size_t size)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	kfree(pattern);
	pattern = kzalloc(size, GFP_KERNEL);
	spin_unlock_irqrestore(&lock, flags);
	return pattern ? 0 : -ENOMEM;
}

int blinker_reset(size_t size)
{
	unsigned long flags;
	u8 *fresh = kzalloc(size, GFP_KERNEL), *old;

	if (!fresh)
		return -ENOMEM;
	spin_lock_irqsave(&lock, flags);
	old = pattern;
	pattern = fresh;
	spin_unlock_irqrestore(&lock, flags);
	kfree(old);
	return 0;
}

static int __init blinker_init(void)
{
	return blinker_set(16);
}
module_init(blinker_init);

static void __exit blinker_exit(void)
{
	kfree(pattern);
}
module_exit(blinker_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Blinks");

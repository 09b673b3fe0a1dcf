/* A function goes from file to file until a third file calls it under its lock. */
#include <linux/spinlock.h>

#include "list.h"

int list_walk(struct list *l, int (*fn)(struct list *l, int i)) // expect-none
{
	int ret = 0;

	for (int i = 0; i < l->n && !ret; i++)
		ret = fn(l, i);
	return ret;
}

int list_walk_locked(struct list *l, int (*fn)(struct list *l, int i))
{
	int ret;

	spin_lock(&l->lock);
	ret = fn(l, 0);
	spin_unlock(&l->lock);
	return ret;
}

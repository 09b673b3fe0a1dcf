#include <linux/spinlock.h>

#include "list.h"

int walk_slowly(struct list *l) // expect-none
{
	return list_walk(l, step_slowly);
}

int walk_locked_slowly(struct list *l)
{
	return list_walk_locked(l, step_slowly);
}

int walk_locked(struct list *l)
{
	return list_walk_locked(l, step);
}

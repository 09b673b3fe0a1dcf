#include <linux/delay.h>
#include <linux/spinlock.h>

#include "list.h"

int step_slowly(struct list *l, int i)
{
	msleep(1); // expect: atomic-sleep {{under spin_lock(&l->lock)}}
	return l->n + i;
}

int step(struct list *l, int i)
{
	return l->n - i;
}

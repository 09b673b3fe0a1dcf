#include <linux/slab.h>
#include <linux/spinlock.h>

#include "queue.h"

int two_flush(struct queue *q)
{
	return queue_flush(q) + queue_look(q);
}

int two_fill(struct queue *q)
{
	return queue_fill(q);
}

int two_fill_locked(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	ret = queue_fill(q); // expect: atomic-alloc
	spin_unlock(&q->lock);
	return ret;
}

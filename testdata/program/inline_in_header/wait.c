/* A function of a header calls one of a .c file; all files that include the header share it. */
#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "queue.h"

int queue_wait(struct queue *q)
{
	msleep(1); // expect: atomic-sleep chain=queue_flush>queue_wait
	return !q->slot;
}

int queue_peek(struct queue *q)
{
	return !q->slot;
}

/* The lock is taken by helpers in a file of their own: what they leave in force, their callers have in force. */
#include <linux/spinlock.h>

#include "bus.h"

void bus_lock(struct bus *b) // expect-none
{
	spin_lock_irqsave(&b->lock, b->flags);
	b->depth++;
}

void bus_unlock(struct bus *b)
{
	b->depth--;
	spin_unlock_irqrestore(&b->lock, b->flags);
}

bool bus_trylock(struct bus *b)
{
	if (!spin_trylock(&b->lock))
		return false;
	b->depth++;
	return true;
}

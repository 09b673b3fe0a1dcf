#include <linux/delay.h>
#include <linux/spinlock.h>

#include "bus.h"

int bus_transfer(struct bus *b)
{
	usleep_range(10, 20); // expect: atomic-sleep chain=user_transfer>bus_transfer
	return b->depth;
}

int bus_peek(struct bus *b)
{
	return b->depth;
}

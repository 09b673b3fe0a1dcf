#include <linux/delay.h>
#include <linux/spinlock.h>

#include "bus.h"

int user_transfer(struct bus *b)
{
	int ret;

	bus_lock(b);
	ret = bus_transfer(b);
	bus_unlock(b);
	return ret;
}

int user_peek(struct bus *b)
{
	int ret;

	bus_lock(b);
	ret = bus_peek(b);
	bus_unlock(b);
	return ret + bus_transfer(b);
}

int user_tries(struct bus *b)
{
	if (!bus_trylock(b)) {
		msleep(1);
		return -EBUSY;
	}
	msleep(1); // expect: atomic-sleep {{bus_trylock(&b->lock)}} chain=user_tries
	spin_unlock(&b->lock);
	return 0;
}

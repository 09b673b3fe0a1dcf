/* A third definition, far from both. */
#include <linux/delay.h>
#include <linux/spinlock.h>

#include "../hw.h"

int hw_wait(struct hw *hw) // expect-none
{
	ssleep(1);
	return hw->state;
}

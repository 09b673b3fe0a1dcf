/* Two drivers have helpers of one name: each calls its own. */
// expect-none
#include <linux/delay.h>
#include <linux/spinlock.h>

#include "../hw.h"

int hw_wait(struct hw *hw)
{
	msleep(1);
	return hw->state;
}

int hw_poll(struct hw *hw)
{
	udelay(1);
	return hw->state;
}

/* Two drivers have helpers of one name: each calls its own. */
#include <linux/delay.h>
#include <linux/spinlock.h>

#include "../hw.h"

int hw_wait(struct hw *hw)
{
	msleep(1); // expect: atomic-sleep chain=ant_reset>hw_wait
	return hw->state;
}

int hw_poll(struct hw *hw)
{
	udelay(1);
	return hw->state;
}

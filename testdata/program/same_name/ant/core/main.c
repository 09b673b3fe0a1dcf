#include <linux/spinlock.h>

#include "../../hw.h"

int ant_reset(struct hw *hw)
{
	int ret;

	spin_lock(&hw->lock);
	ret = hw_wait(hw); // expect: atomic-sleep chain=ant_reset>hw_wait {{hw_wait() leads to msleep(), which sleeps}}
	spin_unlock(&hw->lock);
	return ret;
}

int ant_poll(struct hw *hw)
{
	int ret;

	spin_lock(&hw->lock);
	ret = hw_poll(hw);
	spin_unlock(&hw->lock);
	return ret;
}

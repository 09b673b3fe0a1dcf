#include <linux/spinlock.h>

#include "../../hw.h"

int bee_reset(struct hw *hw)
{
	int ret;

	spin_lock(&hw->lock);
	ret = hw_wait(hw);
	spin_unlock(&hw->lock);
	return ret;
}

int bee_poll(struct hw *hw)
{
	int ret;

	spin_lock(&hw->lock);
	ret = hw_poll(hw); // expect: atomic-sleep chain=bee_poll>hw_poll {{hw_poll() leads to msleep(), which sleeps}}
	spin_unlock(&hw->lock);
	return ret;
}

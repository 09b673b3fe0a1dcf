/* Two ways lead to the sleeper: the shorter one is told, the other one counted. */
#include <linux/delay.h>
#include <linux/spinlock.h>

#include "dev.h"

int dev_settle(struct dev *d)
{
	msleep(1); // expect: atomic-sleep chain=near>dev_settle
	return d->state;
}

int dev_step(struct dev *d)
{
	return dev_settle(d);
}

int dev_stride(struct dev *d)
{
	return dev_step(d);
}

#include <linux/spinlock.h>

#include "dev.h"

int near(struct dev *d) // expect-none
{
	int ret;

	spin_lock(&d->lock);
	ret = dev_settle(d);
	spin_unlock(&d->lock);
	return ret;
}

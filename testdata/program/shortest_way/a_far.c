#include <linux/spinlock.h>

#include "dev.h"

int far(struct dev *d) // expect-none
{
	int ret;

	spin_lock(&d->lock);
	ret = dev_stride(d);
	spin_unlock(&d->lock);
	return ret;
}

/* Static functions of one name are two functions. */
#include <linux/delay.h>
#include <linux/spinlock.h>

struct unit {
	spinlock_t lock;
	int state;
};

static int settle(struct unit *u)
{
	msleep(1); // expect: atomic-sleep chain=slow_settle>settle
	return u->state;
}

int slow_settle(struct unit *u)
{
	int ret;

	spin_lock(&u->lock);
	ret = settle(u);
	spin_unlock(&u->lock);
	return ret;
}

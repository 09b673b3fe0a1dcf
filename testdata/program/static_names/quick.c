
#include <linux/spinlock.h>

struct unit {
	spinlock_t lock;
	int state;
};

static int settle(struct unit *u) // expect-none
{

	return u->state;
}

int quick_settle(struct unit *u)
{
	int ret;

	spin_lock(&u->lock);
	ret = settle(u);
	spin_unlock(&u->lock);
	return ret;
}

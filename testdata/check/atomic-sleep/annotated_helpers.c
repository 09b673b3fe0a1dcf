/* might_sleep() in a function says that it may sleep, whatever its body does. */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct bus {
	spinlock_t lock;
	int (*transfer)(struct bus *b, int value);
	int last;
};

int bus_transfer(struct bus *b, int value)
{
	might_sleep(); // expect: atomic-sleep chain=bus_write_locked>bus_transfer
	return b->transfer(b, value);
}

int bus_write_locked(struct bus *b, int value)
{
	int ret;

	spin_lock(&b->lock);
	ret = bus_transfer(b, value);
	b->last = value;
	spin_unlock(&b->lock);
	return ret;
}

int bus_write(struct bus *b, int value)
{
	spin_lock(&b->lock);
	b->last = value;
	spin_unlock(&b->lock);
	return bus_transfer(b, value);
}

/* Only if. */
static int bus_wait(struct bus *b, bool wait)
{
	might_sleep_if(wait); // expect: atomic-sleep chain=bus_wait_locked>bus_wait
	return b->last;
}

int bus_wait_locked(struct bus *b)
{
	int ret;

	spin_lock(&b->lock);
	ret = bus_wait(b, true);
	spin_unlock(&b->lock);
	return ret;
}

int bus_peek_locked(struct bus *b)
{
	int ret;

	spin_lock(&b->lock);
	ret = bus_wait(b, false);
	spin_unlock(&b->lock);
	return ret;
}

static int bus_queue(struct bus *b, gfp_t gfp)
{
	if (gfpflags_allow_blocking(gfp))
		might_sleep(); // expect: atomic-sleep chain=bus_queue_locked>bus_queue
	return b->last;
}

int bus_queue_locked(struct bus *b)
{
	int ret;

	spin_lock(&b->lock);
	ret = bus_queue(b, GFP_ATOMIC);
	ret += bus_queue(b, GFP_KERNEL);
	spin_unlock(&b->lock);
	return ret;
}

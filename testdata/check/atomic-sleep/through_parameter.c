/* A function is handed to a helper, which calls it under its lock: as bus_for_each_dev() and its like are used. */
#include <linux/delay.h>
#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	int n;
};

static int sleepy(struct table *t, int i)
{
	msleep(1); // expect: atomic-sleep {{msleep() sleeps under spin_lock(&t->lock)}}
	return t->n + i;
}

static int quick(struct table *t, int i)
{
	return t->n - i;
}

/* The helper's own lock. */
static int for_each_locked(struct table *t, int (*fn)(struct table *t, int i))
{
	int ret;

	spin_lock(&t->lock);
	ret = fn(t, 0);
	spin_unlock(&t->lock);
	return ret;
}

static int for_each(struct table *t, int (*fn)(struct table *t, int i))
{
	return fn(t, 0);
}

/* One more hop for the function. */
static int walk(struct table *t, int (*fn)(struct table *t, int i))
{
	return for_each(t, fn);
}

int locked_sleepy(struct table *t)
{
	return for_each_locked(t, sleepy);
}

int locked_quick(struct table *t)
{
	return for_each_locked(t, quick);
}

int unlocked_sleepy(struct table *t)
{
	return walk(t, sleepy);
}

static int doze(struct table *t, int i)
{
	usleep_range(10, 20); // expect: atomic-sleep {{usleep_range() sleeps under spin_lock(&t->lock)}}
	return i;
}

/* The caller's lock. */
int caller_locked(struct table *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = walk(t, doze);
	spin_unlock(&t->lock);
	return ret;
}

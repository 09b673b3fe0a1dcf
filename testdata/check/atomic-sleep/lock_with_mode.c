/* A lock that spins or sleeps, as a field of it says: whoever has taken it knows how. */
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct tree {
	spinlock_t lock;
	int blocking;
};

static void tree_lock(struct tree *t)
{
again:
	spin_lock(&t->lock);
	if (t->blocking) {
		spin_unlock(&t->lock);
		goto again;
	}
}

static int tree_trylock(struct tree *t)
{
	if (t->blocking || !spin_trylock(&t->lock))
		return 0;
	return 1;
}

static void tree_unlock(struct tree *t)
{
	if (t->blocking)
		t->blocking = 0;
	else
		spin_unlock(&t->lock);
}

void write_back(struct tree *t)
{
	if (!tree_trylock(t))
		tree_lock(t);
	tree_unlock(t);
	msleep(1);
}

void write_back_locked(struct tree *t)
{
	if (!tree_trylock(t))
		tree_lock(t);
	msleep(1); // expect: atomic-sleep
	tree_unlock(t);
}

struct clock {
	spinlock_t spin;
	struct mutex mutex;
	int sleeps;
};

static void clock_lock(struct clock *c)
{
	if (c->sleeps)
		mutex_lock(&c->mutex);
	else
		spin_lock(&c->spin);
}

static void clock_unlock(struct clock *c)
{
	if (c->sleeps)
		mutex_unlock(&c->mutex);
	else
		spin_unlock(&c->spin);
}

/* Whoever asks for it may know what lock it is. */
void clock_change(struct clock *c, int slowly)
{
	clock_lock(c);
	if (slowly)
		msleep(1); // expect: atomic-sleep {{depending on how clock_lock() locks}} confidence=likely
	clock_unlock(c);
}

/* With the mutex or without any lock, it returns in the same way. */
static int clock_lock_unless_atomic(struct clock *c, int atomic)
{
	if (!c->sleeps) {
		spin_lock(&c->spin);
		return 0;
	}
	if (atomic)
		return -1;
	mutex_lock(&c->mutex);
	return 0;
}

void clock_stop(struct clock *c, int atomic, int slowly)
{
	if (clock_lock_unless_atomic(c, atomic))
		return;
	if (slowly)
		msleep(1); // expect: atomic-sleep {{depending on how clock_lock_unless_atomic() locks}} confidence=likely
	clock_unlock(c);
}

static int clock_spin_unless_atomic(struct clock *c, int atomic)
{
	if (!c->sleeps) {
		spin_lock(&c->spin);
		return 0;
	}
	return atomic ? -1 : -2;
}

void clock_halt(struct clock *c, int atomic)
{
	if (clock_spin_unless_atomic(c, atomic))
		return;
	msleep(1); // expect: atomic-sleep confidence=definite
	spin_unlock(&c->spin);
}

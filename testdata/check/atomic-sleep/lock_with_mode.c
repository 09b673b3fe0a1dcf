/* A lock that spins or sleeps, as a field of it says: whoever has taken it knows how. */
#include <linux/delay.h>
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

/* A bool says whether the call may sleep, through two levels. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	spinlock_t lock;
	void *key;
};

static void *make_key(bool atomic)
{
	gfp_t gfp;

	if (atomic)
		gfp = GFP_ATOMIC;
	else
		gfp = GFP_KERNEL;
	return kmalloc(128, gfp); // expect: atomic-alloc chain=rekey_wrong>set_key>make_key
}

static int set_key(struct session *s, int generation, bool atomic)
{
	if (generation < 0)
		return -EINVAL;
	s->key = make_key(atomic);
	return s->key ? 0 : -ENOMEM;
}

int rekey_wrong(struct session *s)
{
	int ret;

	spin_lock(&s->lock);
	ret = set_key(s, 1, false);
	spin_unlock(&s->lock);
	return ret;
}

int rekey_right(struct session *s)
{
	int ret;

	spin_lock(&s->lock);
	ret = set_key(s, 1, true);
	spin_unlock(&s->lock);
	return ret;
}

int rekey_unlocked(struct session *s)
{
	return set_key(s, 1, false);
}

/* The other sense: can_sleep, and only one of the flags' users asks it. */
static void *grow(struct session *s, int can_sleep)
{
	void *p = kmalloc(256, GFP_NOWAIT);

	if (!p && can_sleep)
		p = kmalloc(256, GFP_KERNEL); // expect: atomic-alloc chain=grow_wrong>grow
	return p;
}

void grow_wrong(struct session *s)
{
	spin_lock(&s->lock);
	s->key = grow(s, 1);
	spin_unlock(&s->lock);
}

void grow_right(struct session *s)
{
	spin_lock(&s->lock);
	s->key = grow(s, 0);
	spin_unlock(&s->lock);
}

/* The same parameter takes the lock and chooses the flags. */
static void *lock_and_make(struct session *s, bool lock)
{
	void *p;

	if (lock)
		spin_lock(&s->lock);
	p = kmalloc(64, lock ? GFP_ATOMIC : GFP_KERNEL);
	if (lock)
		spin_unlock(&s->lock);
	return p;
}

void both_ways(struct session *s)
{
	s->key = lock_and_make(s, true);
	s->key = s->key ?: lock_and_make(s, false);
}

void already_locked(struct session *s)
{
	spin_lock(&s->lock);
	s->key = set_key(s, -1, false) ? NULL : s->key;
	spin_unlock(&s->lock);
}

/* Flags that are put together and tested later are the flags that came. */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#define LOOKUP_FAST 0x10
#define LOOKUP_MOVED 0x20
#define LOOKUP_SLOW 0x40

struct walk {
	unsigned int flags;
	void *name;
};

static int walk_root(struct walk *w)
{
	if (w->flags & LOOKUP_FAST)
		return 0;
	w->name = kmalloc(32, GFP_KERNEL); // expect: atomic-alloc chain=walk_slowly>walk_root
	return 1;
}

int walk_start(struct walk *w, unsigned int flags)
{
	int n;

	w->flags = flags | LOOKUP_MOVED;
	if (flags & LOOKUP_FAST)
		rcu_read_lock();
	n = walk_root(w);
	if (flags & LOOKUP_FAST)
		rcu_read_unlock();
	return n;
}

int walk_slowly(struct walk *w, unsigned int flags)
{
	int n;

	w->flags = (flags & ~LOOKUP_FAST) | LOOKUP_SLOW;
	rcu_read_lock();
	n = walk_root(w);
	rcu_read_unlock();
	return n;
}

/* kmalloc_obj() and its kin have GFP_KERNEL in them when no flags are given. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	struct item *next;
	int n, values[];
};

struct list {
	spinlock_t lock;
	struct item *first;
};

void hidden_flags(struct list *l)
{
	spin_lock(&l->lock);
	l->first = kmalloc_obj(struct item); // expect: atomic-alloc {{GFP_KERNEL}}
	l->first = kzalloc_obj(*l->first); // expect: atomic-alloc
	l->first = kzalloc_objs(*l->first, 4); // expect: atomic-alloc
	l->first = kzalloc_flex(*l->first, values, 4); // expect: atomic-alloc
	spin_unlock(&l->lock);
}

void given_flags(struct list *l)
{
	spin_lock(&l->lock);
	l->first = kmalloc_obj(struct item, GFP_ATOMIC);
	l->first = kzalloc_obj(*l->first, GFP_NOWAIT);
	l->first = kzalloc_flex(*l->first, values, 4, GFP_ATOMIC);
	l->first = kzalloc_obj(*l->first, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&l->lock);
	l->first = kmalloc_obj(struct item);
}

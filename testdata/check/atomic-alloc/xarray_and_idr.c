/* Containers that allocate: the __xa_ functions drop the lock themselves, idr_preload() has allocated before. */
#include <linux/idr.h>
#include <linux/slab.h>
#include <linux/xarray.h>

struct registry {
	struct xarray xa;
	struct idr idr;
	struct ida ida;
	spinlock_t lock;
	u32 id;
};

int lock_dropped_inside(struct registry *r, void *entry)
{
	int ret;

	xa_lock(&r->xa);
	ret = __xa_alloc(&r->xa, &r->id, entry, xa_limit_32b, GFP_KERNEL);
	if (!ret)
		ret = __xa_insert(&r->xa, r->id + 1, entry, GFP_KERNEL);
	__xa_store(&r->xa, r->id + 2, entry, GFP_KERNEL);
	xa_unlock(&r->xa);
	return ret;
}

int takes_the_lock_itself(struct registry *r, void *entry)
{
	return xa_alloc(&r->xa, &r->id, entry, xa_limit_32b, GFP_KERNEL);
}

int under_another_lock(struct registry *r, void *entry)
{
	int ret;

	spin_lock(&r->lock);
	ret = xa_alloc(&r->xa, &r->id, entry, xa_limit_32b, GFP_KERNEL); // expect: atomic-alloc {{xa_alloc}}
	spin_unlock(&r->lock);
	return ret;
}

int preloaded(struct registry *r, void *entry)
{
	int id;

	idr_preload(GFP_KERNEL);
	spin_lock(&r->lock);
	id = idr_alloc(&r->idr, entry, 1, 0, GFP_NOWAIT);
	spin_unlock(&r->lock);
	idr_preload_end();
	return id;
}

int not_preloaded(struct registry *r, void *entry)
{
	int id;

	spin_lock(&r->lock);
	id = idr_alloc(&r->idr, entry, 1, 0, GFP_KERNEL); // expect: atomic-alloc {{idr_alloc}}
	spin_unlock(&r->lock);
	return id;
}

int preload_disables_preemption(struct registry *r, void *entry)
{
	void *p;

	idr_preload(GFP_KERNEL);
	p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	idr_preload_end();
	kfree(p);
	return 0;
}

int ida_under_lock(struct registry *r)
{
	int id;

	spin_lock(&r->lock);
	id = ida_alloc(&r->ida, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&r->lock);
	return id < 0 ? id : ida_alloc(&r->ida, GFP_KERNEL);
}

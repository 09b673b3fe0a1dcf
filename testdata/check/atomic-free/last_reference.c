/* A put that may free: whether it drops the last reference, only those know who have another one. */
#include <linux/kref.h>
#include <linux/refcount.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct buffer {
	struct kref kref;
	refcount_t users;
	void *pages;
};

struct pool {
	spinlock_t lock;
	struct buffer *first;
};

static void buffer_release(struct kref *kref)
{
	struct buffer *b = container_of(kref, struct buffer, kref);

	vfree(b->pages); // expect: atomic-free {{if that drops the last reference}} confidence=likely chain=pool_put>kref_put>buffer_release
	kfree(b);
}

void pool_put(struct pool *p)
{
	spin_lock(&p->lock);
	kref_put(&p->first->kref, buffer_release);
	spin_unlock(&p->lock);
}

void pool_drop(struct pool *p)
{
	spin_lock(&p->lock);
	if (refcount_dec_and_test(&p->first->users))
		vfree(p->first->pages); // expect: atomic-free {{if that drops the last reference}} confidence=likely
	spin_unlock(&p->lock);
}

/* Not the last one: nothing is freed. */
void pool_drop_other(struct pool *p)
{
	spin_lock(&p->lock);
	if (!refcount_dec_and_test(&p->first->users)) {
		spin_unlock(&p->lock);
		return;
	}
	spin_unlock(&p->lock);
	vfree(p->first->pages);
}

void pool_clear(struct pool *p)
{
	spin_lock(&p->lock);
	vfree(p->first->pages); // expect: atomic-free confidence=definite
	spin_unlock(&p->lock);
}

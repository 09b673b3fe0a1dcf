/* Many functions that are called in one region have one cause: the region. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct pool {
	spinlock_t lock;
	void *a, *b, *c, *d;
};

static void make_a(struct pool *p)
{
	p->a = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{kmalloc}} chain=pool_make>make_a
}

static void make_b(struct pool *p)
{
	p->b = kmalloc(8, GFP_KERNEL);
}

static void make_c(struct pool *p)
{
	p->c = kmalloc(8, GFP_KERNEL);
}

static void make_d(struct pool *p)
{
	p->d = kmalloc(8, GFP_KERNEL);
}

void pool_make(struct pool *p)
{
	spin_lock(&p->lock);
	make_a(p);
	make_b(p);
	make_c(p);
	make_d(p);
	spin_unlock(&p->lock);
}

void pool_make_some(struct pool *p)
{
	spin_lock(&p->lock);
	p->a = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{kmalloc}}
	p->b = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{kmalloc}}
	spin_unlock(&p->lock);
}

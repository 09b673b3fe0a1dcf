/* kvfree() sleeps for vmalloc memory only. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct map {
	spinlock_t lock;
	int n;
};

void slab_memory(struct map *m)
{
	int *p = kmalloc(64, GFP_KERNEL);

	spin_lock(&m->lock);
	m->n = p ? p[0] : 0;
	kvfree(p);
	spin_unlock(&m->lock);
}

void vmalloc_memory(struct map *m)
{
	int *p = vmalloc(1 << 20);

	spin_lock(&m->lock);
	m->n = p ? p[0] : 0;
	kvfree(p); // expect: atomic-free {{kvfree}} confidence=definite
	spin_unlock(&m->lock);
}

void either_memory(struct map *m, size_t n)
{
	int *p = kvmalloc_array(n, sizeof(*p), GFP_KERNEL);

	spin_lock(&m->lock);
	m->n = p ? p[0] : 0;
	kvfree(p); // expect: atomic-free {{kvfree}} confidence=likely
	spin_unlock(&m->lock);
}

void either_memory_bh(struct map *m, size_t n)
{
	int *p = kvmalloc_array(n, sizeof(*p), GFP_KERNEL);

	spin_lock_bh(&m->lock);
	m->n = p ? p[0] : 0;
	kvfree(p);
	spin_unlock_bh(&m->lock);
}

void asked_first(struct map *m, void *p)
{
	spin_lock(&m->lock);
	if (!is_vmalloc_addr(p))
		kvfree(p);
	spin_unlock(&m->lock);
	if (is_vmalloc_addr(p))
		kvfree(p);
}

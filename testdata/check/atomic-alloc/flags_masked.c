/* Flags that are changed bit by bit in a variable. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	void *head, *tail;
	bool dma;
};

void bit_added(struct ring *r)
{
	gfp_t gfp = GFP_KERNEL;

	gfp |= __GFP_NOWARN;
	if (r->dma)
		gfp |= GFP_DMA;
	spin_lock(&r->lock);
	r->head = kmalloc(64, gfp); // expect: atomic-alloc
	spin_unlock(&r->lock);
}

void wrong_bit_removed(struct ring *r)
{
	gfp_t gfp = GFP_KERNEL | __GFP_ZERO;

	gfp &= ~(__GFP_FS | __GFP_IO);
	spin_lock(&r->lock);
	r->head = kmalloc(64, gfp); // expect: atomic-alloc
	spin_unlock(&r->lock);
}

void bit_removed(struct ring *r)
{
	gfp_t gfp = GFP_KERNEL;

	gfp &= ~__GFP_DIRECT_RECLAIM;
	gfp |= __GFP_NOWARN;
	if (r->dma)
		gfp |= GFP_DMA;
	spin_lock(&r->lock);
	r->head = kmalloc(64, gfp);
	spin_unlock(&r->lock);
}

/* The caller's flags, stripped of the bit: fine whatever they are. */
void parameter_stripped(struct ring *r, gfp_t gfp)
{
	spin_lock(&r->lock);
	r->head = kmalloc(64, (gfp & ~__GFP_DIRECT_RECLAIM) | __GFP_NOWARN);
	spin_unlock(&r->lock);
}

/* The caller's flags, with the bit set: wrong whatever they are. */
void parameter_with_bit(struct ring *r, gfp_t gfp)
{
	spin_lock(&r->lock);
	r->head = kmalloc(64, gfp | GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&r->lock);
}

/* Nothing is known of the flags: nothing is said. */
void parameter_as_it_is(struct ring *r, gfp_t gfp)
{
	spin_lock(&r->lock);
	r->head = kmalloc(64, gfp | __GFP_ZERO);
	spin_unlock(&r->lock);
}

/* First without waiting under the lock, then with it outside. */
void try_then_wait(struct ring *r)
{
	gfp_t gfp = GFP_KERNEL;

	spin_lock(&r->lock);
	r->tail = kmalloc(64, gfp & ~__GFP_DIRECT_RECLAIM);
	spin_unlock(&r->lock);
	if (!r->tail)
		r->tail = kmalloc(64, gfp);
}

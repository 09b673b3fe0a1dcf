/* Whether an allocation sleeps is a bit of the flags' value, whatever the flags are called. */
#include <linux/slab.h>
#include <linux/spinlock.h>

#define TABLE_FLAGS  (GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN)
#define URGENT_FLAGS (GFP_ATOMIC | __GFP_ZERO | __GFP_NOWARN)

struct pool {
	spinlock_t lock;
	void *slots[16];
};

static const gfp_t default_flags = GFP_KERNEL;

void sleeping_flags(struct pool *p)
{
	spin_lock(&p->lock);
	p->slots[0] = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}} {{0xcc0}} chain=sleeping_flags confidence=definite
	p->slots[1] = kmalloc(8, GFP_NOIO); // expect: atomic-alloc {{0xc00}}
	p->slots[2] = kmalloc(8, GFP_NOFS); // expect: atomic-alloc {{0xc40}}
	p->slots[3] = kmalloc(8, GFP_USER); // expect: atomic-alloc
	p->slots[4] = kmalloc(8, GFP_KERNEL_ACCOUNT | __GFP_NOWARN); // expect: atomic-alloc
	p->slots[5] = kzalloc(8, TABLE_FLAGS); // expect: atomic-alloc
	p->slots[6] = kmalloc(8, __GFP_HIGH | __GFP_DIRECT_RECLAIM); // expect: atomic-alloc
	p->slots[7] = kmalloc(8, GFP_KERNEL & ~(__GFP_IO | __GFP_FS)); // expect: atomic-alloc
	p->slots[8] = kmalloc(8, 0xcc0); // expect: atomic-alloc
	p->slots[9] = kmalloc(8, default_flags); // expect: atomic-alloc
	spin_unlock(&p->lock);
}

void flags_that_do_not_sleep(struct pool *p, gfp_t gfp)
{
	spin_lock(&p->lock);
	p->slots[0] = kmalloc(8, GFP_ATOMIC);
	p->slots[1] = kmalloc(8, GFP_NOWAIT);
	p->slots[2] = kmalloc(8, GFP_DMA);
	p->slots[3] = kmalloc(8, GFP_DMA | GFP_ATOMIC);
	p->slots[4] = kmalloc(8, 0);
	p->slots[5] = kmalloc(8, GFP_KERNEL & ~__GFP_DIRECT_RECLAIM);
	p->slots[6] = kmalloc(8, GFP_KERNEL & ~__GFP_RECLAIM);
	p->slots[7] = kmalloc(8, URGENT_FLAGS);
	p->slots[8] = kmalloc(8, __GFP_NORETRY | __GFP_HIGH);
	p->slots[9] = kmalloc(8, (gfp & ~GFP_KERNEL) | GFP_ATOMIC);
	spin_unlock(&p->lock);
	p->slots[10] = kmalloc(8, GFP_KERNEL);
}

/* Several locks: free to sleep only when the last one is released, in whatever order. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct pair {
	spinlock_t first, second;
	raw_spinlock_t hard;
	void *p;
};

void inner_released(struct pair *x)
{
	spin_lock(&x->first);
	spin_lock(&x->second);
	spin_unlock(&x->second);
	x->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&x->first);
}

void outer_released_first(struct pair *x)
{
	spin_lock(&x->first);
	spin_lock(&x->second);
	spin_unlock(&x->first);
	x->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{second}}
	spin_unlock(&x->second);
}

void both_released(struct pair *x)
{
	spin_lock(&x->first);
	spin_lock_nested(&x->second, SINGLE_DEPTH_NESTING);
	spin_unlock(&x->first);
	spin_unlock(&x->second);
	x->p = kmalloc(8, GFP_KERNEL);
}

/* The inner pair gives interrupts back as they were: off. */
void irqsave_inside(struct pair *x)
{
	unsigned long flags, inner;

	spin_lock_irqsave(&x->first, flags);
	raw_spin_lock_irqsave(&x->hard, inner);
	raw_spin_unlock_irqrestore(&x->hard, inner);
	x->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock_irqrestore(&x->first, flags);
	x->p = kmalloc(8, GFP_KERNEL);
}

/* Unlocked without giving interrupts back. */
void irqs_stay_off(struct pair *x)
{
	spin_lock_irq(&x->first);
	spin_unlock(&x->first);
	x->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	local_irq_enable();
	x->p = kmalloc(8, GFP_KERNEL);
}

void handed_over(struct pair *x)
{
	unsigned long flags;

	local_irq_save(flags);
	spin_lock(&x->first);
	spin_unlock_irqrestore(&x->first, flags);
	x->p = kmalloc(8, GFP_KERNEL);
}

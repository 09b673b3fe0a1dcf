/* Locks and allocations inside a driver's own macros: reported where the macro is used. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int open;
	void *p;
};

#define DEV_LOCK(d)   spin_lock_irqsave(&(d)->lock, flags)
#define DEV_UNLOCK(d) spin_unlock_irqrestore(&(d)->lock, flags)
#define DEV_ALLOC(d)  ((d)->p = kmalloc(64, GFP_KERNEL))
#define WITH_DEV(d, statement) \
	do { \
		unsigned long flags; \
		DEV_LOCK(d); \
		statement; \
		DEV_UNLOCK(d); \
	} while (0)

void macros(struct dev *d)
{
	unsigned long flags;

	DEV_LOCK(d);
	DEV_ALLOC(d); // expect: atomic-alloc chain=macros
	DEV_UNLOCK(d);
	DEV_ALLOC(d);
}

void statement_in_macro(struct dev *d)
{
	WITH_DEV(d, d->p = kmalloc(8, GFP_NOIO)); // expect: atomic-alloc
	WITH_DEV(d, d->p = kmalloc(8, GFP_ATOMIC));
	WITH_DEV(d, d->open++);
	d->p = kmalloc(8, GFP_KERNEL);
}

/* Nothing in sizeof and typeof is evaluated. */
void not_evaluated(struct dev *d)
{
	spin_lock(&d->lock);
	d->open = sizeof(kmalloc(8, GFP_KERNEL));
	typeof(kmalloc(8, GFP_KERNEL)) q = d->p;
	d->p = __builtin_choose_expr(1, q, kmalloc(8, GFP_KERNEL));
	spin_unlock(&d->lock);
}

/* Short circuits and the comma. */
void short_circuits(struct dev *d)
{
	int locked = (spin_lock(&d->lock), d->open);

	if (locked && (d->p = kmalloc(8, GFP_KERNEL))) // expect: atomic-alloc
		d->open = 0;
	d->p = d->p ?: kmalloc(8, GFP_ATOMIC);
	spin_unlock(&d->lock);
	d->p = d->p ?: kmalloc(8, GFP_KERNEL);
}

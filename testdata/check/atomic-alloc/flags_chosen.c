/* Flags chosen by ?: or by if, on what the lock is taken by. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct queue {
	spinlock_t lock;
	void *item;
	int urgent;
};

void wrong_arm(struct queue *q, bool locked)
{
	if (locked)
		spin_lock(&q->lock);
	q->item = kmalloc(32, locked ? GFP_KERNEL : GFP_ATOMIC); // expect: atomic-alloc
	if (locked)
		spin_unlock(&q->lock);
}

void right_arm(struct queue *q, bool locked)
{
	if (locked)
		spin_lock(&q->lock);
	q->item = kmalloc(32, locked ? GFP_ATOMIC : GFP_KERNEL);
	if (locked)
		spin_unlock(&q->lock);
}

void wrong_if(struct queue *q)
{
	gfp_t gfp = GFP_ATOMIC;

	if (q->urgent)
		gfp = GFP_KERNEL;
	spin_lock(&q->lock);
	q->item = kmalloc(32, gfp); // expect: atomic-alloc
	spin_unlock(&q->lock);
}

void right_if(struct queue *q)
{
	gfp_t gfp = GFP_KERNEL;

	if (q->urgent) {
		gfp = GFP_ATOMIC;
		spin_lock(&q->lock);
	}
	q->item = kmalloc(32, gfp);
	if (q->urgent)
		spin_unlock(&q->lock);
}

void both_arms_atomic(struct queue *q)
{
	spin_lock(&q->lock);
	q->item = kmalloc(32, q->urgent ? GFP_ATOMIC : GFP_NOWAIT);
	spin_unlock(&q->lock);
}

void both_arms_sleep(struct queue *q)
{
	spin_lock(&q->lock);
	q->item = kmalloc(32, q->urgent ? GFP_NOIO : GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&q->lock);
}

void overwritten(struct queue *q)
{
	gfp_t gfp = GFP_KERNEL;

	q->item = kmalloc(32, gfp);
	gfp = GFP_ATOMIC;
	spin_lock(&q->lock);
	if (!q->item)
		q->item = kmalloc(32, gfp);
	spin_unlock(&q->lock);
}

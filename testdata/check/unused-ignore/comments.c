/* Comments that suppress a finding, beside those that are written wrongly and so suppress none. (Whether a right one is
 * unused is judged only with all of a folder: checker/tests/e2e/ignore.sh.)
 */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct widget {
	spinlock_t lock;
	void *first, *second;
};

void behind(struct widget *w)
{
	spin_lock(&w->lock);
	w->first = kmalloc(8, GFP_KERNEL); /* gfpcheck: ignore[atomic-alloc] nobody else knows the lock yet */
	w->second = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

void above(struct widget *w)
{
	spin_lock(&w->lock);
	/* gfpcheck: ignore[atomic-alloc]: nobody else knows the lock yet, and so
	 * nobody can spin on it
	 */

	w->first =
		kmalloc(8, GFP_KERNEL);
	w->second = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

void inside(struct widget *w)
{
	spin_lock(&w->lock);
	w->first = kmalloc(8,
			   GFP_KERNEL); /* gfpcheck: ignore[mismatched-free, atomic-alloc] nobody else knows the lock yet */
	spin_unlock(&w->lock);
}

void another_check(struct widget *w)
{
	spin_lock(&w->lock);
	/* gfpcheck: ignore[atomic-free] the wrong name */
	w->first = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

void no_reason(struct widget *w)
{
	spin_lock(&w->lock);
	/* gfpcheck: ignore[atomic-alloc] */ // expect: unused-ignore {{gives no reason}}
	w->first = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

void no_such_check(struct widget *w)
{
	spin_lock(&w->lock);
	/* gfpcheck: ignore[atomic-aloc] a typo */ // expect: unused-ignore {{no check 'atomic-aloc'; there are: atomic-alloc,}}
	w->first = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	/* gfpcheck: ignore[] of what? */ // expect: unused-ignore {{names no check}}
	w->second = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

void malformed(struct widget *w)
{
	spin_lock(&w->lock);
	/* gfpcheck: ignore all of it */ // expect: unused-ignore {{not of the form gfpcheck: ignore[CHECK,...] REASON}}
	w->first = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	/* gfpcheck: off */ // expect: unused-ignore {{not of the form}}
	w->second = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	spin_unlock(&w->lock);
}

/* No comments to gfpcheck. */
void not_addressed(struct widget *w)
{
	const char *text = "/* gfpcheck: ignore[] */";

	spin_lock(&w->lock);
	/* see gfpcheck: ignore[atomic-alloc] is a way to say so */
	w->first = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}}
	w->second = (void *)text;
	spin_unlock(&w->lock);
}

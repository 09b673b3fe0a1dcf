/* Memory freed by __free() at the end of its scope: what counts is what is held there. */
#include <linux/cleanup.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct copy {
	spinlock_t lock;
	char *text;
};

int freed_under_lock(struct copy *c)
{
	spin_lock(&c->lock);
	{
		char *tmp __free(vfree) = c->text;

		c->text = NULL;
	} // expect: atomic-free {{vfree}}
	spin_unlock(&c->lock);
	return 0;
}

/* Cleanups run in the reverse order: the guard's first, as it was declared last. */
int guard_released_first(struct copy *c)
{
	char *tmp __free(vfree) = vmalloc(4096);

	if (!tmp)
		return -ENOMEM;
	guard(spinlock)(&c->lock);
	c->text[0] = tmp[0];
	return 0;
}

int guard_released_last(struct copy *c)
{
	guard(spinlock)(&c->lock);
	char *tmp __free(vfree) = c->text;

	c->text = NULL;
	return tmp ? 0 : -ENOENT; // expect: atomic-free {{vfree}}
}

int kept(struct copy *c)
{
	char *tmp __free(vfree) = vmalloc(4096);

	if (!tmp)
		return -ENOMEM;
	spin_lock(&c->lock);
	c->text = no_free_ptr(tmp);
	spin_unlock(&c->lock);
	return 0;
}

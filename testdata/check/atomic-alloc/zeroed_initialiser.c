/* What an initialiser does not name is zero, for a function that gets the object as well. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct route {
	int type, length;
	void *metrics;
	void *copy;
};

static spinlock_t lock;

static void copy_metrics(struct route *r)
{
	if (!r->metrics)
		return;
	r->copy = kmalloc(r->length, GFP_KERNEL); // expect: atomic-alloc {{spin_lock}}
}

void without_metrics(void)
{
	struct route r = {.type = 3, .length = 1};

	spin_lock(&lock);
	copy_metrics(&r);
	spin_unlock(&lock);
}

void with_metrics(void *metrics)
{
	struct route r = {.type = 3, .metrics = metrics};

	spin_lock(&lock);
	copy_metrics(&r);
	spin_unlock(&lock);
}

void zeroed_again(void *metrics)
{
	struct route r = {.metrics = metrics};

	r = (struct route){.type = 4};
	spin_lock(&lock);
	copy_metrics(&r);
	spin_unlock(&lock);
}

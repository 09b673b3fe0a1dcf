/* What is known of a function's result from the loop that it left holds for its caller. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	unsigned int sequence;
	void *copy;
};

static unsigned int begin(struct port *p)
{
	unsigned int n;

	while ((n = p->sequence) & 1)
		cpu_relax();
	return n;
}

void read_without_lock(struct port *p)
{
	unsigned int n = begin(p);

	if (n & 1)
		spin_lock(&p->lock);
	p->copy = kmalloc(16, GFP_KERNEL);
	if (n & 1)
		spin_unlock(&p->lock);
}

void read_or_lock(struct port *p)
{
	unsigned int n = p->sequence;

	if (n & 1)
		spin_lock(&p->lock);
	p->copy = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
	if (n & 1)
		spin_unlock(&p->lock);
}

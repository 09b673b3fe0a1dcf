/* A lock that a message has no words for. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	struct port *next;
	int used;
};

static struct port *first_free(struct port *p)
{
	while (p->used)
		p = p->next;
	spin_lock(&p->lock);
	return p;
}

void take(struct port *ports)
{
	struct port *p = first_free(ports);

	p->next = kmalloc(sizeof(*p), GFP_KERNEL); // expect: atomic-alloc {{under first_free()}}
	spin_unlock(&p->lock);
}

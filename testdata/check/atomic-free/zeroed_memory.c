/* Memory that comes zeroed is zero where nothing was stored, as long as nobody else has it. */
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct crypto {
	void *queue;
	void *stats;
	int node;
};

struct list {
	spinlock_t lock;
	struct crypto *last;
};

void register_somewhere(struct crypto *c);

static int crypto_start(struct list *l, int node)
{
	struct crypto *c = kzalloc(sizeof(*c), GFP_ATOMIC);

	if (!c)
		return -ENOMEM;
	if (!node)
		c->queue = vmalloc(64);
	c->stats = kmalloc(8, GFP_ATOMIC);
	if (!c->stats) {
		if (c->queue)
			vfree(c->queue);
		kfree(c);
		return -ENOMEM;
	}
	l->last = c;
	return 0;
}

/* The queue is for the one without a node. */
void list_add_node(struct list *l)
{
	spin_lock(&l->lock);
	crypto_start(l, 1);
	spin_unlock(&l->lock);
}

static int crypto_share(struct list *l)
{
	struct crypto *c = kzalloc(sizeof(*c), GFP_ATOMIC);

	if (!c)
		return -ENOMEM;
	register_somewhere(c);
	if (c->queue)
		vfree(c->queue); // expect: atomic-free chain=list_share>crypto_share
	l->last = c;
	return 0;
}

void list_share(struct list *l)
{
	spin_lock(&l->lock);
	crypto_share(l);
	spin_unlock(&l->lock);
}

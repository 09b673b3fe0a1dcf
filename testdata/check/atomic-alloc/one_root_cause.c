/* One allocation reached by four callers is one finding; its shortest way is the chain. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct cache {
	spinlock_t lock;
	void *entry;
};

static void add_entry(struct cache *c)
{
	c->entry = kmalloc(32, GFP_KERNEL); // expect: atomic-alloc chain=flush>add_entry
}

static void touch(struct cache *c)
{
	add_entry(c);
}

void lookup(struct cache *c)
{
	spin_lock(&c->lock);
	touch(c);
	spin_unlock(&c->lock);
}

void flush(struct cache *c)
{
	spin_lock(&c->lock);
	add_entry(c);
	spin_unlock(&c->lock);
}

void resize(struct cache *c)
{
	spin_lock_bh(&c->lock);
	touch(c);
	spin_unlock_bh(&c->lock);
}

void reload(struct cache *c)
{
	unsigned long flags;

	spin_lock_irqsave(&c->lock, flags);
	touch(c);
	spin_unlock_irqrestore(&c->lock, flags);
}

/* May sleep: not one of them. */
void warm_up(struct cache *c)
{
	add_entry(c);
}

/* What may be freed under a spinlock. */
// expect-none
#include <linux/dmapool.h>
#include <linux/mempool.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/usb.h>

struct things {
	spinlock_t lock;
	struct kmem_cache *cache;
	struct dma_pool *pool;
	mempool_t *mempool;
	dma_addr_t dma;
	void *p[8];
	unsigned long address;
	struct page *page;
	struct sk_buff *skb;
	struct urb *urb;
};

struct shared {
	struct rcu_head rcu;
	int value;
};

void under_lock(struct things *t, struct shared *old)
{
	unsigned long flags;

	spin_lock_irqsave(&t->lock, flags);
	kfree(t->p[0]);
	kfree_sensitive(t->p[1]);
	kmem_cache_free(t->cache, t->p[2]);
	dma_pool_free(t->pool, t->p[3], t->dma);
	mempool_free(t->p[4], t->mempool);
	free_pages(t->address, 2);
	__free_page(t->page);
	dev_kfree_skb_irq(t->skb);
	usb_free_urb(t->urb);
	kfree_rcu(old, rcu);
	spin_unlock_irqrestore(&t->lock, flags);
}

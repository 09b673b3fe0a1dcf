/* Allocators besides kmalloc(): with flags, and without. */
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct arena {
	spinlock_t lock;
	struct device *dev;
	struct kmem_cache *cache;
	struct dma_pool *pool;
	mempool_t *mempool;
	dma_addr_t dma;
	void *p;
	unsigned long address;
	struct page *page;
	struct sk_buff *skb;
	int __percpu *counts;
};

void sleeping(struct arena *a)
{
	spin_lock(&a->lock);
	a->p = kzalloc(8, GFP_KERNEL); // expect: atomic-alloc {{kzalloc}}
	a->p = kcalloc(8, 8, GFP_KERNEL); // expect: atomic-alloc {{kcalloc}}
	a->p = krealloc(a->p, 16, GFP_KERNEL); // expect: atomic-alloc {{krealloc}}
	a->p = kmemdup(a, 8, GFP_KERNEL); // expect: atomic-alloc {{kmemdup}}
	a->p = kstrdup("name", GFP_KERNEL); // expect: atomic-alloc {{kstrdup}}
	a->p = kasprintf(GFP_KERNEL, "%d", 1); // expect: atomic-alloc {{kasprintf}}
	a->p = vmalloc(8192); // expect: atomic-alloc {{vmalloc}}
	a->p = vzalloc(8192); // expect: atomic-alloc {{vzalloc}}
	a->p = kvmalloc(8192, GFP_KERNEL); // expect: atomic-alloc {{kvmalloc}}
	a->p = kmem_cache_alloc(a->cache, GFP_KERNEL); // expect: atomic-alloc {{kmem_cache_alloc}}
	a->p = mempool_alloc(a->mempool, GFP_NOIO); // expect: atomic-alloc {{mempool_alloc}}
	a->p = dma_alloc_coherent(a->dev, 64, &a->dma, GFP_KERNEL); // expect: atomic-alloc {{dma_alloc_coherent}}
	a->p = dma_pool_alloc(a->pool, GFP_KERNEL, &a->dma); // expect: atomic-alloc {{dma_pool_alloc}}
	a->p = devm_kzalloc(a->dev, 8, GFP_KERNEL); // expect: atomic-alloc {{devm_kzalloc}}
	a->address = __get_free_pages(GFP_KERNEL, 1); // expect: atomic-alloc {{__get_free_pages}}
	a->address = get_zeroed_page(GFP_KERNEL); // expect: atomic-alloc {{get_zeroed_page}}
	a->page = alloc_page(GFP_KERNEL); // expect: atomic-alloc {{alloc_page}}
	a->skb = alloc_skb(64, GFP_KERNEL); // expect: atomic-alloc {{alloc_skb}}
	a->skb = skb_clone(a->skb, GFP_KERNEL); // expect: atomic-alloc {{skb_clone}}
	a->counts = alloc_percpu(int); // expect: atomic-alloc {{alloc_percpu}}
	spin_unlock(&a->lock);
}

void not_sleeping(struct arena *a)
{
	spin_lock(&a->lock);
	a->p = kcalloc(8, 8, GFP_ATOMIC);
	a->p = krealloc(a->p, 16, GFP_NOWAIT);
	a->p = kmemdup(a, 8, GFP_ATOMIC);
	a->p = kasprintf(GFP_ATOMIC, "%d", 1);
	a->p = kmem_cache_alloc(a->cache, GFP_ATOMIC);
	a->p = mempool_alloc(a->mempool, GFP_NOWAIT);
	a->p = dma_alloc_coherent(a->dev, 64, &a->dma, GFP_ATOMIC);
	a->p = dma_pool_zalloc(a->pool, GFP_ATOMIC, &a->dma);
	a->p = devm_kzalloc(a->dev, 8, GFP_ATOMIC);
	a->address = __get_free_pages(GFP_ATOMIC, 1);
	a->page = alloc_pages(GFP_ATOMIC, 2);
	a->skb = dev_alloc_skb(64);
	a->skb = skb_copy(a->skb, GFP_ATOMIC);
	a->counts = alloc_percpu_gfp(int, GFP_ATOMIC);
	spin_unlock(&a->lock);
	a->p = vmalloc(8192);
	a->counts = alloc_percpu(int);
}

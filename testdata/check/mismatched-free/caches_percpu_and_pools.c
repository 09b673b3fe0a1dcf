/* kmem_cache objects, percpu memory, DMA memory, pools. */
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/mempool.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void cache_object(struct kmem_cache *cache)
{
	void *a = kmem_cache_alloc(cache, GFP_KERNEL), *b = kmem_cache_zalloc(cache, GFP_KERNEL);
	void *c = kmem_cache_alloc(cache, GFP_KERNEL), *d = kmalloc(8, GFP_KERNEL);

	kmem_cache_free(cache, a);
	kfree(b); /* legal since SLUB is the only allocator, and with it before */
	vfree(c); // expect: mismatched-free {{vfree}} {{kmem_cache_alloc}}
	kmem_cache_free(cache, d); // expect: mismatched-free {{kmem_cache_free}} {{kmalloc}}
}

void percpu(void)
{
	int __percpu *a = alloc_percpu(int), __percpu *b = alloc_percpu_gfp(int, GFP_ATOMIC);
	int *c = kmalloc(8, GFP_KERNEL);

	kfree(a); // expect: mismatched-free {{kfree}} {{percpu}}
	free_percpu(b);
	free_percpu(c); // expect: mismatched-free {{free_percpu}} {{kmalloc}}
}

void coherent(struct device *dev)
{
	dma_addr_t dma, dma2;
	void *a = dma_alloc_coherent(dev, 64, &dma, GFP_KERNEL), *b = dma_alloc_coherent(dev, 64, &dma2, GFP_KERNEL);
	void *c = kmalloc(64, GFP_KERNEL);

	kfree(a); // expect: mismatched-free {{kfree}} {{dma_alloc_coherent}}
	dma_free_coherent(dev, 64, b, dma2);
	dma_free_coherent(dev, 64, c, dma); // expect: mismatched-free {{dma_free_coherent}} {{kmalloc}}
}

void managed_coherent(struct device *dev)
{
	dma_addr_t dma;
	void *p = dmam_alloc_coherent(dev, 64, &dma, GFP_KERNEL);

	if (!p)
		return;
	dma_free_coherent(dev, 64, p, dma); // expect: mismatched-free {{dmam_alloc_coherent}}
}

void pools(struct dma_pool *pool, mempool_t *mempool)
{
	dma_addr_t dma;
	void *a = dma_pool_alloc(pool, GFP_KERNEL, &dma), *b = dma_pool_zalloc(pool, GFP_KERNEL, &dma);
	void *c = mempool_alloc(mempool, GFP_KERNEL), *d = mempool_alloc(mempool, GFP_KERNEL);

	kfree(a); // expect: mismatched-free {{dma_pool_alloc}}
	dma_pool_free(pool, b, dma);
	mempool_free(c, mempool);
	vfree(d); // expect: mismatched-free {{mempool_alloc}}
}

/* What a pool lacked is given to it. */
void fill_pool(mempool_t *mempool)
{
	mempool_free(kmalloc(8, GFP_KERNEL), mempool);
	mempool_free(vmalloc(8), mempool); // expect: mismatched-free {{vmalloc}}
}

/* What the pool lends may be made by hand where the pool is empty. */
void pool_or_slab(mempool_t *pool, struct dma_pool *blocks)
{
	dma_addr_t dma;
	void *a = mempool_alloc(pool, GFP_NOWAIT);

	if (!a)
		a = kmalloc(64, GFP_NOIO);
	mempool_free(a, pool);
	mempool_free(dma_pool_alloc(blocks, GFP_KERNEL, &dma), pool); // expect: mismatched-free {{dma_pool_alloc}}
}

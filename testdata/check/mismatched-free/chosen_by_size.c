/* Three ways by size, the same three ways to release: what decides is lost where they meet, so nothing is said. */
// expect-none
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>

struct host {
	struct device *dev;
	struct dma_pool *small, *medium;
};

static void *context_alloc(struct host *h, unsigned int n, dma_addr_t *dma)
{
	size_t size = n * 16;

	if (size > 4096)
		return dma_alloc_coherent(h->dev, size, dma, GFP_KERNEL);
	else if (size <= 256)
		return dma_pool_alloc(h->small, GFP_KERNEL, dma);
	else
		return dma_pool_alloc(h->medium, GFP_KERNEL, dma);
}

static void context_free(struct host *h, unsigned int n, void *c, dma_addr_t dma)
{
	size_t size = n * 16;

	if (size > 4096)
		dma_free_coherent(h->dev, size, c, dma);
	else if (size <= 256)
		dma_pool_free(h->small, c, dma);
	else
		dma_pool_free(h->medium, c, dma);
}

int try_context(struct host *h, unsigned int n)
{
	dma_addr_t dma;
	void *c = context_alloc(h, n, &dma);

	if (!c)
		return -ENOMEM;
	context_free(h, n, c, dma);
	return 0;
}

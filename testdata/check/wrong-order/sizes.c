/* DMA memory and exact pages go back with their size. */
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/mm.h>

struct command { u32 words[8]; };
struct reply { u32 words[64]; };

void sizes(struct device *dev)
{
	dma_addr_t a_dma, b_dma;
	void *a = dma_alloc_coherent(dev, sizeof(struct reply), &a_dma, GFP_KERNEL);
	void *b = dma_alloc_coherent(dev, sizeof(struct reply), &b_dma, GFP_KERNEL);
	void *c = alloc_pages_exact(20000, GFP_KERNEL);

	dma_free_coherent(dev, sizeof(struct command), a, a_dma); // expect: wrong-order {{size 256, and not 32}} {{mend: give dma_free_coherent() what the allocation was given}}
	dma_free_coherent(dev, sizeof(struct reply), b, b_dma);
	free_pages_exact(c, 16384); // expect: wrong-order {{size 20000, and not 16384}}
}

void counted(struct device *dev, unsigned int n)
{
	dma_addr_t dma;
	void *a = dma_alloc_coherent(dev, n * sizeof(struct reply), &dma, GFP_KERNEL);

	dma_free_coherent(dev, n * sizeof(struct reply), a, dma);
}

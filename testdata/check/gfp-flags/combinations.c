/* Flags that an allocator forbids, drops, or cannot have together. */
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>

void *zones(void)
{
	alloc_pages(GFP_DMA | GFP_DMA32, 0); // expect: gfp-flags {{__GFP_DMA and __GFP_DMA32}} {{mend: leave out the flags that do not go together}}
	alloc_pages(GFP_KERNEL | GFP_DMA, 0);
	alloc_pages(GFP_KERNEL | __GFP_HIGHMEM, 0);
	__get_free_pages(GFP_KERNEL | __GFP_HIGHMEM, 0); // expect: gfp-flags {{__GFP_HIGHMEM}}
	kmalloc(8, GFP_KERNEL | __GFP_HIGHMEM); // expect: gfp-flags {{it returns an address}}
	return kmalloc(8, GFP_KERNEL | GFP_DMA32); // expect: gfp-flags {{dropped with a warning}}
}

void *never_fails(void)
{
	kmalloc(8, GFP_KERNEL | __GFP_NOFAIL);
	return kmalloc(8, GFP_ATOMIC | __GFP_NOFAIL); // expect: gfp-flags {{__GFP_NOFAIL without __GFP_DIRECT_RECLAIM}}
}

void *other_functions(struct device *dev, struct kmem_cache *cache)
{
	dma_addr_t dma;

	alloc_pages_exact(8192, GFP_KERNEL | __GFP_HIGHMEM); // expect: gfp-flags {{__GFP_HIGHMEM}}
	folio_alloc(GFP_KERNEL | __GFP_HIGHMEM, 0);
	folio_alloc(GFP_DMA | GFP_DMA32, 0); // expect: gfp-flags {{a page is in one zone}}
	kmem_cache_zalloc(cache, GFP_ATOMIC | __GFP_NOFAIL); // expect: gfp-flags {{must not wait}}
	kstrdup("a", GFP_KERNEL | GFP_DMA32); // expect: gfp-flags {{no caches in that zone}}
	dma_alloc_coherent(dev, 16384, &dma, GFP_KERNEL | __GFP_COMP); // expect: gfp-flags {{no compound page}}
	dma_alloc_coherent(dev, 8192, &dma, GFP_KERNEL | GFP_DMA32);
	return devm_kcalloc(dev, 4, 8, GFP_KERNEL | GFP_DMA32); // expect: gfp-flags
}

/* Numbers and sizes that look like flags. */
void *numbers(void)
{
	kcalloc(4, 2, GFP_KERNEL | __GFP_HIGHMEM); // expect: gfp-flags {{__GFP_HIGHMEM}}
	kmalloc_array(8, 2, GFP_KERNEL);
	return kcalloc(2, 6, GFP_KERNEL);
}

/* Who passes the flags knows them. */
void *passed(gfp_t gfp)
{
	return kmalloc(8, gfp | __GFP_NOFAIL);
}

struct node { int n[40]; };

void *swapped(struct device *dev)
{
	kmalloc(GFP_KERNEL, sizeof(struct node)); // expect: gfp-flags {{GFP_KERNEL in a wrong place}}
	kcalloc(GFP_KERNEL, 4, sizeof(struct node)); // expect: gfp-flags
	devm_kzalloc(dev, GFP_KERNEL, sizeof(struct node)); // expect: gfp-flags
	devm_kcalloc(dev, 4, GFP_KERNEL, sizeof(struct node)); // expect: gfp-flags {{where the size belongs}}
	devm_kcalloc(dev, GFP_KERNEL, 4, sizeof(struct node)); // expect: gfp-flags {{where the number belongs}}
	kvcalloc(4, GFP_KERNEL, sizeof(struct node)); // expect: gfp-flags {{where the size belongs}}
	kvmalloc(GFP_KERNEL, sizeof(struct node)); // expect: gfp-flags
	return devm_kzalloc(dev, sizeof(struct node), GFP_KERNEL);
}

/* A size that looks like them. */
void *same_number(void)
{
	kcalloc(3264, 3264, GFP_KERNEL);
	return kmalloc(3264, GFP_KERNEL);
}

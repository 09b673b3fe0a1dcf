/* Model of linux/gfp_types.h and linux/gfp.h: the bits as they are since 6.10, an enum under BIT(), and the page allocator. */
#ifndef _MODEL_LINUX_GFP_H
#define _MODEL_LINUX_GFP_H

#include <linux/bits.h>

enum {
	___GFP_DMA_BIT,
	___GFP_HIGHMEM_BIT,
	___GFP_DMA32_BIT,
	___GFP_MOVABLE_BIT,
	___GFP_RECLAIMABLE_BIT,
	___GFP_HIGH_BIT,
	___GFP_IO_BIT,
	___GFP_FS_BIT,
	___GFP_ZERO_BIT,
	___GFP_UNUSED_BIT,
	___GFP_DIRECT_RECLAIM_BIT,
	___GFP_KSWAPD_RECLAIM_BIT,
	___GFP_WRITE_BIT,
	___GFP_NOWARN_BIT,
	___GFP_RETRY_MAYFAIL_BIT,
	___GFP_NOFAIL_BIT,
	___GFP_NORETRY_BIT,
	___GFP_MEMALLOC_BIT,
	___GFP_COMP_BIT,
	___GFP_NOMEMALLOC_BIT,
	___GFP_HARDWALL_BIT,
	___GFP_THISNODE_BIT,
	___GFP_ACCOUNT_BIT,
	___GFP_ZEROTAGS_BIT,
};
#define ___GFP_DIRECT_RECLAIM BIT(___GFP_DIRECT_RECLAIM_BIT)
#define ___GFP_KSWAPD_RECLAIM BIT(___GFP_KSWAPD_RECLAIM_BIT)

#define __GFP_DMA            ((gfp_t)BIT(___GFP_DMA_BIT))
#define __GFP_HIGHMEM        ((gfp_t)BIT(___GFP_HIGHMEM_BIT))
#define __GFP_DMA32          ((gfp_t)BIT(___GFP_DMA32_BIT))
#define __GFP_MOVABLE        ((gfp_t)BIT(___GFP_MOVABLE_BIT))
#define __GFP_RECLAIMABLE    ((gfp_t)BIT(___GFP_RECLAIMABLE_BIT))
#define __GFP_HIGH           ((gfp_t)BIT(___GFP_HIGH_BIT))
#define __GFP_IO             ((gfp_t)BIT(___GFP_IO_BIT))
#define __GFP_FS             ((gfp_t)BIT(___GFP_FS_BIT))
#define __GFP_ZERO           ((gfp_t)BIT(___GFP_ZERO_BIT))
#define __GFP_DIRECT_RECLAIM ((gfp_t)___GFP_DIRECT_RECLAIM)
#define __GFP_KSWAPD_RECLAIM ((gfp_t)___GFP_KSWAPD_RECLAIM)
#define __GFP_RECLAIM        ((gfp_t)(___GFP_DIRECT_RECLAIM | ___GFP_KSWAPD_RECLAIM))
#define __GFP_WRITE          ((gfp_t)BIT(___GFP_WRITE_BIT))
#define __GFP_NOWARN         ((gfp_t)BIT(___GFP_NOWARN_BIT))
#define __GFP_RETRY_MAYFAIL  ((gfp_t)BIT(___GFP_RETRY_MAYFAIL_BIT))
#define __GFP_NOFAIL         ((gfp_t)BIT(___GFP_NOFAIL_BIT))
#define __GFP_NORETRY        ((gfp_t)BIT(___GFP_NORETRY_BIT))
#define __GFP_MEMALLOC       ((gfp_t)BIT(___GFP_MEMALLOC_BIT))
#define __GFP_COMP           ((gfp_t)BIT(___GFP_COMP_BIT))
#define __GFP_NOMEMALLOC     ((gfp_t)BIT(___GFP_NOMEMALLOC_BIT))
#define __GFP_HARDWALL       ((gfp_t)BIT(___GFP_HARDWALL_BIT))
#define __GFP_THISNODE       ((gfp_t)BIT(___GFP_THISNODE_BIT))
#define __GFP_ACCOUNT        ((gfp_t)BIT(___GFP_ACCOUNT_BIT))

#define GFP_ATOMIC         (__GFP_HIGH | __GFP_KSWAPD_RECLAIM)
#define GFP_KERNEL         (__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_KERNEL_ACCOUNT (GFP_KERNEL | __GFP_ACCOUNT)
#define GFP_NOWAIT         (__GFP_KSWAPD_RECLAIM | __GFP_NOWARN)
#define GFP_NOIO           (__GFP_RECLAIM)
#define GFP_NOFS           (__GFP_RECLAIM | __GFP_IO)
#define GFP_USER           (__GFP_RECLAIM | __GFP_IO | __GFP_FS | __GFP_HARDWALL)
#define GFP_DMA            __GFP_DMA
#define GFP_DMA32          __GFP_DMA32
#define GFP_HIGHUSER       (GFP_USER | __GFP_HIGHMEM)
#define GFP_HIGHUSER_MOVABLE (GFP_HIGHUSER | __GFP_MOVABLE)
#define GFP_TRANSHUGE_LIGHT ((GFP_HIGHUSER_MOVABLE | __GFP_COMP | __GFP_NOMEMALLOC | __GFP_NOWARN) & ~__GFP_RECLAIM)
#define GFP_TRANSHUGE      (GFP_TRANSHUGE_LIGHT | __GFP_DIRECT_RECLAIM)

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}
void might_alloc(gfp_t gfp_mask);

struct page;
struct folio;
struct page *alloc_pages(gfp_t gfp, unsigned int order);
struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order);
struct folio *folio_alloc(gfp_t gfp, unsigned int order);
void *alloc_pages_exact(size_t size, gfp_t gfp);
void free_pages_exact(void *virt, size_t size);
unsigned long __get_free_pages(gfp_t gfp, unsigned int order);
unsigned long get_zeroed_page(gfp_t gfp);
void __free_pages(struct page *page, unsigned int order);
void free_pages(unsigned long addr, unsigned int order);
#define alloc_page(gfp)            alloc_pages(gfp, 0)
#define __get_free_page(gfp)       __get_free_pages((gfp), 0)
#define __get_dma_pages(gfp, order) __get_free_pages((gfp) | GFP_DMA, (order))
#define __free_page(page)          __free_pages((page), 0)
#define free_page(addr)            free_pages((addr), 0)
void page_frag_free(void *addr);
struct page *dev_alloc_pages(unsigned int order);
struct page *dev_alloc_page(void);

#endif

/* Model of linux/idr.h, xarray.h and radix-tree.h: the __ and preload forms are for callers that hold a lock. */
#ifndef _MODEL_LINUX_IDR_H
#define _MODEL_LINUX_IDR_H

#include <linux/kernel.h>
#include <linux/spinlock.h>

struct xarray { spinlock_t xa_lock; gfp_t xa_flags; void *xa_head; };
struct xa_limit { u32 max, min; };
struct xa_state { struct xarray *xa; unsigned long xa_index; };
#define XA_STATE(name, array, index) struct xa_state name = { .xa = (array), .xa_index = (index) }
#define XA_FLAGS_ALLOC    4U
#define XA_FLAGS_ALLOC1   12U
#define XA_FLAGS_LOCK_IRQ 1U
#define XA_FLAGS_LOCK_BH  2U
#define XA_LIMIT(_min, _max) (struct xa_limit){ .min = _min, .max = _max }
#define xa_limit_31b XA_LIMIT(0, INT_MAX)
#define xa_limit_32b XA_LIMIT(0, UINT_MAX)
#define xa_limit_16b XA_LIMIT(0, USHRT_MAX)
#define DEFINE_XARRAY(name) struct xarray name
#define DEFINE_XARRAY_ALLOC(name) struct xarray name = { .xa_flags = XA_FLAGS_ALLOC }
#define DEFINE_XARRAY_ALLOC1(name) struct xarray name = { .xa_flags = XA_FLAGS_ALLOC1 }
#define xa_lock(xa)       spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa)     spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa)    spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa)  spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa)   spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa) spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags)      spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags) spin_unlock_irqrestore(&(xa)->xa_lock, flags)
void xa_init(struct xarray *xa);
void xa_init_flags(struct xarray *xa, gfp_t flags);
void *xa_load(struct xarray *xa, unsigned long index);
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_store_irq(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_store_bh(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
void *xa_erase_irq(struct xarray *xa, unsigned long index);
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);
int xa_alloc_irq(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);
int xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next, gfp_t gfp);
int xa_alloc_cyclic_irq(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next, gfp_t gfp);
int xa_reserve(struct xarray *xa, unsigned long index, gfp_t gfp);
void xa_destroy(struct xarray *xa);
bool xa_empty(const struct xarray *xa);
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *__xa_erase(struct xarray *xa, unsigned long index);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);
int __xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next, gfp_t gfp);
int xa_is_err(const void *entry);
int xa_err(void *entry);
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, unsigned int filter);
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, unsigned int filter);
#define XA_PRESENT 8U
#define xa_for_each(xa, index, entry) \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, XA_PRESENT); entry; \
	     entry = xa_find_after(xa, &index, ULONG_MAX, XA_PRESENT))
bool xas_nomem(struct xa_state *xas, gfp_t gfp);

struct idr { struct xarray idr_rt; unsigned int idr_base, idr_next; };
struct ida { struct xarray xa; };
#define DEFINE_IDR(name) struct idr name
#define DEFINE_IDA(name) struct ida name
void idr_init(struct idr *idr);
void idr_preload(gfp_t gfp);
static inline void idr_preload_end(void)
{
	preempt_enable();
}
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
int idr_alloc_u32(struct idr *idr, void *ptr, u32 *id, unsigned long max, gfp_t gfp);
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
void *idr_find(const struct idr *idr, unsigned long id);
void *idr_remove(struct idr *idr, unsigned long id);
void *idr_replace(struct idr *idr, void *ptr, unsigned long id);
int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data);
void *idr_get_next(struct idr *idr, int *nextid);
bool idr_is_empty(const struct idr *idr);
void idr_destroy(struct idr *idr);
#define idr_for_each_entry(idr, entry, id) \
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1)
void ida_init(struct ida *ida);
int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp);
static inline int ida_alloc(struct ida *ida, gfp_t gfp)
{
	return ida_alloc_range(ida, 0, ~0, gfp);
}
static inline int ida_alloc_max(struct ida *ida, unsigned int max, gfp_t gfp)
{
	return ida_alloc_range(ida, 0, max, gfp);
}
static inline int ida_alloc_min(struct ida *ida, unsigned int min, gfp_t gfp)
{
	return ida_alloc_range(ida, min, ~0, gfp);
}
#define ida_simple_get(ida, start, end, gfp) ida_alloc_range(ida, start, (end) - 1, gfp)
#define ida_simple_remove(ida, id) ida_free(ida, id)
void ida_free(struct ida *ida, unsigned int id);
void ida_destroy(struct ida *ida);

#define radix_tree_root xarray
#define INIT_RADIX_TREE(root, mask) xa_init_flags(root, mask)
#define RADIX_TREE(name, mask) struct radix_tree_root name = { .xa_flags = (mask) }
int radix_tree_insert(struct radix_tree_root *root, unsigned long index, void *entry);
void *radix_tree_lookup(const struct radix_tree_root *root, unsigned long index);
void *radix_tree_delete(struct radix_tree_root *root, unsigned long index);
int radix_tree_preload(gfp_t gfp);
int radix_tree_maybe_preload(gfp_t gfp);
static inline void radix_tree_preload_end(void)
{
	preempt_enable();
}

#endif

/* Model of linux/slab.h: the slab allocators, kvmalloc, and the cleanup classes on kfree() and kvfree(). */
#ifndef _MODEL_LINUX_SLAB_H
#define _MODEL_LINUX_SLAB_H

#include <linux/cleanup.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/minmax.h>
#include <linux/string.h>

#define SLAB_HWCACHE_ALIGN ((slab_flags_t)0x2000U)
#define SLAB_CACHE_DMA     ((slab_flags_t)0x4000U)
#define SLAB_PANIC         ((slab_flags_t)0x40000U)
#define SLAB_RECLAIM_ACCOUNT ((slab_flags_t)0x20000U)
#define SLAB_TYPESAFE_BY_RCU ((slab_flags_t)0x80000U)
#define SLAB_ACCOUNT       ((slab_flags_t)0x4000000U)
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)
#define KMALLOC_MAX_SIZE (1UL << 22)
#define KMALLOC_MAX_CACHE_SIZE (1UL << 13)
#define ARCH_KMALLOC_MINALIGN 8
#define ARCH_DMA_MINALIGN 8

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
void *kcalloc_node(size_t n, size_t size, gfp_t flags, int node);
void *kmalloc_array_node(size_t n, size_t size, gfp_t flags, int node);
void *krealloc(const void *p, size_t size, gfp_t flags);
void *krealloc_array(void *p, size_t n, size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_node(size_t size, gfp_t flags, int node);
void *kvzalloc_node(size_t size, gfp_t flags, int node);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void *kvcalloc(size_t n, size_t size, gfp_t flags);
void *kvrealloc(const void *p, size_t size, gfp_t flags);
void kfree(const void *p);
void kfree_sensitive(const void *p);
void kfree_const(const void *p);
void kvfree(const void *p);
void kvfree_sensitive(const void *p, size_t len);
void kfree_bulk(size_t n, void **p);
size_t ksize(const void *p);

#define __default_gfp(a, b, ...) b
#define default_gfp(a...) __default_gfp(, ##a, GFP_KERNEL)
#define kmalloc_obj(T, gfp...)     ((typeof(T) *)kmalloc(sizeof(T), default_gfp(gfp)))
#define kzalloc_obj(T, gfp...)     ((typeof(T) *)kzalloc(sizeof(T), default_gfp(gfp)))
#define kmalloc_objs(T, n, gfp...) ((typeof(T) *)kmalloc_array(n, sizeof(T), default_gfp(gfp)))
#define kzalloc_objs(T, n, gfp...) ((typeof(T) *)kcalloc(n, sizeof(T), default_gfp(gfp)))
#define kmalloc_flex(T, m, n, gfp...) ((typeof(T) *)kmalloc(struct_size((typeof(T) *)0, m, n), default_gfp(gfp)))
#define kzalloc_flex(T, m, n, gfp...) ((typeof(T) *)kzalloc(struct_size((typeof(T) *)0, m, n), default_gfp(gfp)))
#define kvmalloc_obj(T, gfp...)     ((typeof(T) *)kvmalloc(sizeof(T), default_gfp(gfp)))
#define kvzalloc_obj(T, gfp...)     ((typeof(T) *)kvzalloc(sizeof(T), default_gfp(gfp)))
#define kvzalloc_objs(T, n, gfp...) ((typeof(T) *)kvcalloc(n, sizeof(T), default_gfp(gfp)))

struct kmem_cache;
struct kmem_cache_args {
	unsigned int align, useroffset, usersize, freeptr_offset;
	bool use_freeptr_offset;
	void (*ctor)(void *obj);
};
struct kmem_cache *__kmem_cache_create(const char *name, unsigned int size, unsigned int align, slab_flags_t flags,
				       void (*ctor)(void *obj));
struct kmem_cache *__kmem_cache_create_args(const char *name, unsigned int size, struct kmem_cache_args *args,
					    slab_flags_t flags);
struct kmem_cache *__kmem_cache_default_args(const char *name, unsigned int size, struct kmem_cache_args *args,
					     slab_flags_t flags);
/* As since 6.12: the form of five arguments, or that with a record or NULL. */
#define kmem_cache_create(name, size, args, ...)                                                               \
	_Generic((args), struct kmem_cache_args *: __kmem_cache_create_args,                                   \
		 void *: __kmem_cache_default_args, default: __kmem_cache_create)(name, size, args, __VA_ARGS__)
struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size, unsigned int align,
					      slab_flags_t flags, unsigned int useroffset, unsigned int usersize,
					      void (*ctor)(void *obj));
#define KMEM_CACHE(s, flags) kmem_cache_create(#s, sizeof(struct s), __alignof__(struct s), (flags), NULL)
void kmem_cache_destroy(struct kmem_cache *s);
int kmem_cache_shrink(struct kmem_cache *s);
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t flags);
void *kmem_cache_alloc_node(struct kmem_cache *s, gfp_t flags, int node);
int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t n, void **p);
void kmem_cache_free(struct kmem_cache *s, void *obj);
void kmem_cache_free_bulk(struct kmem_cache *s, size_t n, void **p);

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kfree_sensitive, void *, if (_T) kfree_sensitive(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))

#endif

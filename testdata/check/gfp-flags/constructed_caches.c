/* Zeroed memory out of a cache that has a constructor. */
#include <linux/slab.h>

struct item {
	struct list_head list;
	int users;
};

struct box {
	struct kmem_cache *items, *plain;
};

static struct kmem_cache *constructed, *by_record, *plain, *default_record, *either, *unknown;

static void item_construct(void *p)
{
	struct item *item = p;

	INIT_LIST_HEAD(&item->list);
}

int caches_init(struct box *box, struct kmem_cache *given, bool plainly)
{
	struct kmem_cache_args args = {.align = 8, .ctor = item_construct};

	constructed = kmem_cache_create("constructed", sizeof(struct item), 0, 0, item_construct);
	by_record = __kmem_cache_create_args("by_record", sizeof(struct item), &args, 0);
	plain = kmem_cache_create("plain", sizeof(struct item), 0, 0, NULL);
	default_record = kmem_cache_create("default", sizeof(struct item), NULL, 0);
	if (plainly)
		either = KMEM_CACHE(item, 0);
	else
		either = kmem_cache_create("either", sizeof(struct item), 0, 0, item_construct);
	unknown = kmem_cache_create("unknown", sizeof(struct item), 0, 0, item_construct);
	unknown = given;
	box->items = kmem_cache_create_usercopy("items", sizeof(struct item), 0, 0, 0, 8, item_construct);
	box->plain = kmem_cache_create_usercopy("plain", sizeof(struct item), 0, 0, 0, 8, NULL);
	return 0;
}

void wiped(struct box *box)
{
	kmem_cache_zalloc(constructed, GFP_KERNEL); // expect: gfp-flags {{kmem_cache_zalloc() with __GFP_ZERO}}
	kmem_cache_alloc(constructed, GFP_KERNEL | __GFP_ZERO); // expect: gfp-flags {{constructor}}
	kmem_cache_zalloc(by_record, GFP_KERNEL); // expect: gfp-flags {{mend: use kmem_cache_alloc() and set what the constructor does not, or make the cache without a constructor}}
	kmem_cache_zalloc(box->items, GFP_KERNEL); // expect: gfp-flags {{kmem_cache_create_usercopy() allocates}}
}

void right(struct box *box, struct kmem_cache *given)
{
	kmem_cache_alloc(constructed, GFP_KERNEL);
	kmem_cache_alloc(by_record, GFP_KERNEL);
	kmem_cache_alloc(box->items, GFP_KERNEL);
	kmem_cache_zalloc(plain, GFP_KERNEL);
	kmem_cache_zalloc(default_record, GFP_KERNEL);
	kmem_cache_zalloc(box->plain, GFP_KERNEL);
	kmem_cache_zalloc(either, GFP_KERNEL);
	kmem_cache_zalloc(unknown, GFP_KERNEL);
	kmem_cache_zalloc(given, GFP_KERNEL);
}

void in_one_function(void)
{
	struct kmem_cache *cache = kmem_cache_create("one", sizeof(struct item), 0, 0, item_construct);

	kmem_cache_free(cache, kmem_cache_zalloc(cache, GFP_KERNEL)); // expect: gfp-flags
	kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
	kmem_cache_destroy(cache);
}

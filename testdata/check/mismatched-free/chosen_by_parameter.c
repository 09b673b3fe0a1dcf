/* A helper that allocates one way or the other, by its parameter. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

static void *table_alloc(size_t n, bool large)
{
	if (large)
		return vmalloc(n);
	return kmalloc(n, GFP_KERNEL);
}

static void table_free(void *table, bool large)
{
	if (large)
		vfree(table);
	else
		kfree(table); // expect: mismatched-free {{vmalloc}}
}

void large_then_small(void)
{
	void *t = table_alloc(1 << 20, true);

	table_free(t, false);
}

void same(void)
{
	void *t = table_alloc(1 << 20, true), *u = table_alloc(64, false);

	table_free(t, true);
	table_free(u, false);
}

void either(size_t n, bool large)
{
	void *t = table_alloc(n, large);

	table_free(t, large);
}

void known_small(void)
{
	void *t = table_alloc(64, false);

	kfree(t);
}

void known_large(void)
{
	void *t = table_alloc(1 << 20, true);

	kfree(t); // expect: mismatched-free {{kfree}} {{vmalloc}}
}

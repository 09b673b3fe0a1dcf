/* Pointers that change places, and arrays of them. */
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void swap_and_free(size_t n)
{
	void *a = kmalloc(64, GFP_KERNEL), *b = vmalloc(n);

	swap(a, b);
	vfree(a);
	kfree(b);
}

void swap_and_forget(size_t n)
{
	void *a = kmalloc(64, GFP_KERNEL), *b = vmalloc(n);

	swap(a, b);
	kfree(a); // expect: mismatched-free {{vmalloc}}
	vfree(b); // expect: mismatched-free {{kmalloc}}
}

struct table { void *rows; };

void swap_fields(struct table *old, size_t n)
{
	struct table grown = { .rows = vmalloc(n) };

	if (!grown.rows)
		return;
	old->rows = kmalloc(64, GFP_KERNEL);
	swap(old->rows, grown.rows);
	vfree(grown.rows); // expect: mismatched-free {{kmalloc}}
}

void swap_fields_well(struct table *old, size_t n)
{
	struct table grown = { .rows = vmalloc(n) };

	if (!grown.rows)
		return;
	old->rows = kmalloc(64, GFP_KERNEL);
	swap(old->rows, grown.rows);
	kfree(grown.rows);
}

/* The second of them is the one that is freed. */
void array_of_pointers(size_t n)
{
	void *both[2] = { kmalloc(64, GFP_KERNEL), vmalloc(n) };

	kfree(both[1]); // expect: mismatched-free {{vmalloc}}
	kfree(both[0]);
}

/* Allocates what remove.c releases. */
// expect-none
#include <linux/gfp.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "ring.h"

void *ring_memory(size_t n)
{
	return vzalloc(n);
}

int ring_probe(struct ring *r, size_t n, int large, void *given)
{
	int i;

	r->table = vmalloc(n);
	r->index = kmalloc(n, GFP_KERNEL);
	r->spare = ring_memory(n);
	if (large)
		r->mixed = vmalloc(n);
	else
		r->mixed = kmalloc(n, GFP_KERNEL);
	r->given = given;
	r->pages = __get_free_pages(GFP_KERNEL, 2);
	r->block = __get_free_pages(GFP_KERNEL, 2);
	for (i = 0; i < 4; i++)
		r->slots[i] = vmalloc(n);
	return 0;
}

int ring_tag(struct ring *r)
{
	r->tagged = vmalloc(65536);
	return r->tagged ? 0 : -ENOMEM;
}

// expect-none
#include <linux/gfp.h>
#include <linux/mm.h>

#include "ring.h"

int pages_open(struct pages *p)
{
	p->two = (void *)__get_free_pages(GFP_KERNEL, 1);
	p->four = (void *)__get_free_pages(GFP_KERNEL, 2);
	p->again = (void *)__get_free_pages(GFP_KERNEL, 2);
	return 0;
}

/* The same field with another order, for larger devices. */
int pages_open_large(struct pages *p)
{
	p->again = (void *)__get_free_pages(GFP_KERNEL, 3);
	return 0;
}

/* get_order() is a number where the size is one. */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>

void sizes(void)
{
	unsigned long a = __get_free_pages(GFP_KERNEL, get_order(16384)), b = __get_free_pages(GFP_KERNEL, get_order(16384));
	unsigned long c = __get_free_pages(GFP_KERNEL, 3), d = __get_free_pages(GFP_KERNEL, get_order(4097));

	free_pages(a, 1); // expect: wrong-order {{order 2, and not 1}}
	free_pages(b, 2);
	free_pages(c, get_order(16385));
	free_page(d); // expect: wrong-order {{order 1, and not 0}}
}

void unknown_size(size_t n)
{
	unsigned long a = __get_free_pages(GFP_KERNEL, get_order(n)), b = __get_free_pages(GFP_KERNEL, get_order(n));

	free_pages(a, get_order(n));
	free_pages(b, 2);
}

void lists(unsigned int *n)
{
	struct scatterlist *a = sgl_alloc(65536, GFP_KERNEL, n), *b = sgl_alloc_order(65536, 2, false, GFP_KERNEL, n);
	struct scatterlist *c = sgl_alloc_order(65536, 2, false, GFP_KERNEL, n);

	sgl_free(a);
	sgl_free(b); // expect: wrong-order {{order 2, and not 0}}
	sgl_free_order(c, 2);
}

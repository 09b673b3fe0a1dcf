/* Pages go back with the order that they came with. */
#include <linux/gfp.h>
#include <linux/mm.h>

struct ring {
	unsigned long buffer;
	unsigned int order;
};

void constant_orders(void)
{
	unsigned long a = __get_free_pages(GFP_KERNEL, 2), b = __get_free_pages(GFP_KERNEL, 2);
	unsigned long c = get_zeroed_page(GFP_KERNEL), d = __get_free_pages(GFP_KERNEL, 3);
	struct page *p = alloc_pages(GFP_KERNEL, 1), *q = alloc_page(GFP_KERNEL);

	free_page(a); // expect: wrong-order {{free_page() releases memory of order 2, and not 0}}
	free_pages(b, 2);
	free_page(c);
	free_pages(d, 2); // expect: wrong-order {{order 3, and not 2}}
	__free_page(p); // expect: wrong-order {{order 1, and not 0}}
	__free_pages(q, 0);
}

/* The same expression is the same order, whatever it is. */
void same_expression(struct ring *r)
{
	unsigned long a = __get_free_pages(GFP_KERNEL, r->order);

	free_pages(a, r->order);
}

/* Two that may be the same are not said to differ. */
void other_expression(struct ring *r, unsigned int order)
{
	unsigned long a = __get_free_pages(GFP_KERNEL, r->order);

	free_pages(a, order);
}

static unsigned long ring_pages(void)
{
	return __get_free_pages(GFP_KERNEL, 4);
}

static void ring_free(unsigned long pages)
{
	free_page(pages); // expect: wrong-order {{order 4, and not 0}} chain=ring_pages>ring_test>ring_free
}

void ring_test(void)
{
	ring_free(ring_pages());
	ring_free(get_zeroed_page(GFP_KERNEL));
}

static void ring_free_order(unsigned long pages, unsigned int order)
{
	free_pages(pages, order);
}

void ring_test_order(void)
{
	ring_free_order(ring_pages(), 4);
}

/* Either way it is the order of its own. */
void chosen(int large)
{
	unsigned int order = large ? 3 : 0;
	unsigned long a = __get_free_pages(GFP_KERNEL, order);

	if (large)
		free_pages(a, 3);
	else
		free_page(a);
}

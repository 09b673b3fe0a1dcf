/* Pages by address, pages by struct page, and slab memory. */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void address_to_kfree(void)
{
	unsigned long address = __get_free_pages(GFP_KERNEL, 2);

	kfree((void *)address); // expect: mismatched-free {{kfree}} {{__get_free_pages}}
}

void address_right(void)
{
	unsigned long address = __get_free_pages(GFP_KERNEL, 2), one = get_zeroed_page(GFP_KERNEL);

	free_pages(address, 2);
	free_page(one);
}

void slab_to_free_page(void)
{
	void *p = kmalloc(PAGE_SIZE, GFP_KERNEL);

	free_page((unsigned long)p); // expect: mismatched-free {{free_page}} {{kmalloc}}
}

void struct_to_free_pages(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);

	free_pages((unsigned long)page, 1); // expect: mismatched-free {{free_pages}} {{alloc_pages}}
}

void struct_to_kfree(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	kfree(page); // expect: mismatched-free {{kfree}}
}

void struct_right(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1), *other = alloc_page(GFP_KERNEL);

	__free_pages(page, 1);
	put_page(other);
}

/* The address of the page is what free_pages() wants. */
void struct_by_its_address(void)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);

	if (page)
		free_pages((unsigned long)page_address(page), 1);
}

void exact(void)
{
	void *p = alloc_pages_exact(10000, GFP_KERNEL), *q = alloc_pages_exact(10000, GFP_KERNEL);
	void *r = alloc_pages_exact(10000, GFP_KERNEL);
	unsigned long s = __get_free_pages(GFP_KERNEL, 2);

	free_pages_exact(p, 10000);
	vfree(q); // expect: mismatched-free {{alloc_pages_exact}}
	free_pages((unsigned long)r, 2); // expect: mismatched-free {{free_pages}} {{alloc_pages_exact}}
	free_pages_exact((void *)s, 16384); // expect: mismatched-free {{free_pages_exact}} {{__get_free_pages}}
}

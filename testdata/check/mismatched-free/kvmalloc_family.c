/* kvmalloc() memory is either slab or vmalloc memory: only kvfree() takes it; and kvfree() takes all three. */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

int kvmalloc_to_kfree(size_t n)
{
	int *p = kvmalloc_array(n, sizeof(*p), GFP_KERNEL);

	kfree(p); // expect: mismatched-free {{kfree}} {{kvmalloc_array}}
	return 0;
}

int kvmalloc_to_vfree(size_t n)
{
	void *p = kvzalloc(n, GFP_KERNEL);

	vfree(p); // expect: mismatched-free {{vfree}} {{kvzalloc}}
	return 0;
}

int kvfree_takes_all(size_t n)
{
	void *a = kmalloc(n, GFP_KERNEL), *b = vmalloc(n), *c = kvmalloc(n, GFP_KERNEL), *d = kvcalloc(n, 8, GFP_KERNEL);

	kvfree(a);
	kvfree(b);
	kvfree(c);
	kvfree_sensitive(d, n * 8);
	return 0;
}

/* The test says which of the two it is. */
void tested(size_t n)
{
	void *p = kvmalloc(n, GFP_KERNEL);

	if (is_vmalloc_addr(p))
		vfree(p);
	else
		kfree(p);
}

void tested_the_wrong_way(size_t n)
{
	void *p = kvmalloc(n, GFP_KERNEL);

	if (is_vmalloc_addr(p))
		kfree(p); // todo-expect: mismatched-free {{kfree}}
	else
		kvfree(p);
}

void of_unknown_origin(void *p)
{
	if (is_vmalloc_addr(p))
		vfree(p);
	else
		kfree(p);
}

void resized(void *p, size_t n)
{
	void *q = kvrealloc(p, n, GFP_KERNEL);

	kvfree(q);
	q = krealloc(NULL, n, GFP_KERNEL);
	vfree(q); // expect: mismatched-free {{krealloc}}
}

/* kmalloc() first, vmalloc() if that fails. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

void *both_then_kvfree(size_t n)
{
	void *p = kmalloc(n, GFP_KERNEL | __GFP_NOWARN);

	if (!p)
		p = vmalloc(n);
	kvfree(p);
	return NULL;
}

void *both_then_kfree(size_t n)
{
	void *p = kmalloc(n, GFP_KERNEL | __GFP_NOWARN);

	if (!p)
		p = vmalloc(n);
	if (!p)
		return NULL;
	kfree(p); // expect: mismatched-free {{kfree}} {{vmalloc}}
	return NULL;
}

/* The size chose, and the size is asked again. */
void by_size(size_t n)
{
	void *p;

	if (n > 4096)
		p = vmalloc(n);
	else
		p = kmalloc(n, GFP_KERNEL);
	if (n > 4096)
		vfree(p);
	else
		kfree(p);
}

void by_size_wrong(size_t n)
{
	void *p;

	if (n > 4096)
		p = vmalloc(n);
	else
		p = kmalloc(n, GFP_KERNEL);
	if (n > 4096)
		kfree(p); // expect: mismatched-free {{kfree}} {{vmalloc}}
	else
		kfree(p);
}

/* A flag remembers. */
void by_flag(size_t n)
{
	bool is_vmalloc = false;
	void *p = kmalloc(n, GFP_KERNEL | __GFP_NOWARN);

	if (!p) {
		p = vmalloc(n);
		is_vmalloc = true;
	}
	if (is_vmalloc)
		vfree(p);
	else
		kfree(p);
}

/* Another memory stands in the variable by then. */
void reassigned(size_t n)
{
	void *p = vmalloc(n), *q = p;

	p = kmalloc(n, GFP_KERNEL);
	kfree(p);
	vfree(q);
}

void swapped(size_t n)
{
	void *p = vmalloc(n), *q = kmalloc(n, GFP_KERNEL), *tmp;

	tmp = p;
	p = q;
	q = tmp;
	kfree(p);
	vfree(q);
	tmp = kmalloc(n, GFP_KERNEL);
	q = tmp;
	vfree(q); // expect: mismatched-free {{kmalloc}}
}

/* kmalloc() memory and vmalloc() memory in one function. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

int slab_to_vfree(size_t n)
{
	char *p = kmalloc(n, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	p[0] = 0;
	vfree(p); // expect: mismatched-free {{vfree}} {{kmalloc}} {{slab}} chain=slab_to_vfree confidence=definite
	return 0;
}

int vmalloc_to_kfree(size_t n)
{
	char *p = vmalloc(n);

	if (!p)
		return -ENOMEM;
	p[0] = 0;
	kfree(p); // expect: mismatched-free {{kfree}} {{vmalloc}} confidence=definite
	return 0;
}

int others(size_t n)
{
	void *a = kcalloc(n, 8, GFP_KERNEL), *b = vzalloc(n), *c = kmemdup(&n, 8, GFP_KERNEL);
	void *d = __vmalloc(n, GFP_NOIO), *e = vcalloc(n, 8), *f = kstrdup("x", GFP_KERNEL);

	vfree(a); // expect: mismatched-free {{kcalloc}}
	kfree_sensitive(b); // expect: mismatched-free {{vzalloc}}
	vfree(c); // expect: mismatched-free {{kmemdup}}
	kfree(d); // expect: mismatched-free {{__vmalloc}}
	kfree(e); // expect: mismatched-free {{vcalloc}}
	vfree(f); // expect: mismatched-free {{kstrdup}}
	return 0;
}

int right(size_t n)
{
	void *a = kmalloc(n, GFP_KERNEL), *b = vmalloc(n), *c = kzalloc(n, GFP_KERNEL), *d = vmalloc_user(n);

	kfree(a);
	vfree(b);
	kfree_sensitive(c);
	vfree(d);
	return 0;
}

/* NULL and error pointers are nobody's memory. */
int never_allocated(size_t n)
{
	void *p = NULL;

	if (n > 4096) {
		p = vmalloc(n);
		if (!p)
			kfree(p);
	}
	vfree(p);
	return 0;
}

/* __free() must name the function of the memory's family. */
#include <linux/cleanup.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

int vmalloc_with_kfree(size_t n)
{
	char *p __free(kfree) = vmalloc(n);

	if (!p)
		return -ENOMEM;
	p[0] = 0;
	return 0; // expect: mismatched-free {{kfree}} {{vmalloc}}
}

int kvmalloc_with_kfree(size_t n)
{
	char *p __free(kfree) = kvmalloc(n, GFP_KERNEL);

	return p ? 0 : -ENOMEM; // expect: mismatched-free {{kfree}} {{kvmalloc}}
}

int slab_with_vfree(size_t n)
{
	char *p __free(vfree) = NULL;

	p = kmalloc(n, GFP_KERNEL);
	return p ? 0 : -ENOMEM; // expect: mismatched-free {{vfree}} {{kmalloc}}
}

int right(size_t n)
{
	char *a __free(kfree) = kmalloc(n, GFP_KERNEL);
	char *b __free(kvfree) = kvmalloc(n, GFP_KERNEL);
	char *c __free(vfree) = vmalloc(n);
	char *d __free(kvfree) = vmalloc(n);

	return a && b && c && d ? 0 : -ENOMEM;
}

/* Handed on: what is freed here is NULL. */
void *handed_on(size_t n)
{
	char *p __free(kfree) = vmalloc(n);

	return_ptr(p);
}

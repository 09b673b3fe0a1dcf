/* kstrdup_const() may return its argument: only kfree_const() knows. */
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

void constant(const char *name)
{
	const char *a = kstrdup_const(name, GFP_KERNEL), *b = kstrdup_const(name, GFP_KERNEL);

	kfree_const(a);
	kfree(b); // expect: mismatched-free {{kfree}} {{kstrdup_const}}
}

/* kfree_const() takes any slab memory. */
void plain(const char *name)
{
	const char *a = kstrdup(name, GFP_KERNEL), *b = vmalloc(16);

	kfree_const(a);
	kfree_const(b); // expect: mismatched-free {{kfree_const}} {{vmalloc}}
}

struct node {
	struct node *next;
	int n;
};

void sensitive(void)
{
	struct node *n = kzalloc(sizeof(*n), GFP_KERNEL);

	kfree_sensitive(n);
}

/* Whoever asks where a string lies does by hand what kfree_const() does. */
void by_hand(const char *name)
{
	const char *a = kstrdup_const(name, GFP_KERNEL);

	if (!is_kernel_rodata((unsigned long)a))
		kfree(a);
}

/* Functions that return ERR_PTR() or NULL beside memory. */
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

static void *load(size_t n)
{
	void *p;

	if (n > 1 << 24)
		return ERR_PTR(-E2BIG);
	p = vmalloc(n);
	if (!p)
		return ERR_PTR(-ENOMEM);
	return p;
}

int loaded(size_t n)
{
	void *p = load(n);

	if (IS_ERR(p))
		return PTR_ERR(p);
	vfree(p);
	return 0;
}

int loaded_wrong(size_t n)
{
	void *p = load(n);

	if (IS_ERR(p))
		return PTR_ERR(p);
	kfree(p); // expect: mismatched-free {{kfree}} {{vmalloc}}
	return 0;
}

int from_user(const void __user *arg, size_t n)
{
	void *p = memdup_user(arg, n);

	if (IS_ERR(p))
		return PTR_ERR(p);
	kfree(p);
	return 0;
}

int from_user_wrong(const void __user *arg, size_t n)
{
	void *p = memdup_user(arg, n), *q;

	if (IS_ERR(p))
		return PTR_ERR(p);
	vfree(p); // expect: mismatched-free {{vfree}} {{memdup_user}}
	q = vmemdup_user(arg, n);
	if (IS_ERR(q))
		return PTR_ERR(q);
	kfree(q); // expect: mismatched-free {{kfree}} {{vmemdup_user}}
	return 0;
}

/* In the failing branch nothing is held. */
int freed_when_nothing(size_t n)
{
	void *p = vmalloc(n);

	if (!p) {
		kfree(p);
		return -ENOMEM;
	}
	vfree(p);
	return 0;
}

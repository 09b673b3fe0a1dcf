/* Memory kept in a structure's field, in one function. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct view {
	void *pixels, *mask;
	struct view *next;
};

int same_function(struct view *v, size_t n)
{
	v->pixels = vmalloc(n);
	v->mask = kmalloc(n, GFP_KERNEL);
	if (!v->pixels || !v->mask)
		goto fail;
	return 0;
fail:
	kfree(v->pixels); // expect: mismatched-free {{kfree}} {{vmalloc}}
	kfree(v->mask);
	return -ENOMEM;
}

int same_function_right(struct view *v, size_t n)
{
	v->pixels = vmalloc(n);
	v->mask = kmalloc(n, GFP_KERNEL);
	if (!v->pixels || !v->mask)
		goto fail;
	return 0;
fail:
	vfree(v->pixels);
	kfree(v->mask);
	return -ENOMEM;
}

/* The other view's field is another place. */
int other_object(struct view *a, struct view *b, size_t n)
{
	a->pixels = vmalloc(n);
	b->pixels = kmalloc(n, GFP_KERNEL);
	kfree(b->pixels);
	vfree(a->pixels);
	return 0;
}

static int view_init(struct view *v, size_t n)
{
	v->pixels = vzalloc(n);
	if (!v->pixels)
		return -ENOMEM;
	v->mask = NULL;
	return 0;
}

static void view_exit(struct view *v)
{
	vfree(v->pixels);
	kfree(v->mask);
}

int initialised_by_helper(size_t n)
{
	struct view v;

	if (view_init(&v, n))
		return -ENOMEM;
	v.mask = kmalloc(n, GFP_KERNEL);
	view_exit(&v);
	return 0;
}

int initialised_by_helper_wrong(size_t n)
{
	struct view v;

	if (view_init(&v, n))
		return -ENOMEM;
	kfree(v.pixels); // expect: mismatched-free {{kfree}} {{vzalloc}}
	return 0;
}

/* The driver's own allocating and releasing functions: the chain names where the memory comes from. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct foo {
	int n;
	u8 *data;
};

static void *foo_buffer(size_t n)
{
	return vzalloc(n);
}

static void foo_buffer_free(void *p)
{
	vfree(p);
}

static void foo_release(void *p)
{
	kfree(p); // expect: mismatched-free {{vzalloc}} chain=foo_buffer>cross>foo_release
}

int cross(size_t n)
{
	void *p = foo_buffer(n);

	if (!p)
		return -ENOMEM;
	foo_release(p);
	return 0;
}

int straight(size_t n)
{
	void *p = foo_buffer(n), *q = kmalloc(n, GFP_KERNEL);

	foo_buffer_free(p);
	foo_release(q);
	return 0;
}

int allocated_by_helper(size_t n)
{
	void *p = foo_buffer(n);

	kfree(p); // expect: mismatched-free {{kfree}} {{vzalloc}} chain=foo_buffer>allocated_by_helper
	return 0;
}

/* Two levels, a structure with a buffer, and the helper's error path. */
static struct foo *foo_new(int n)
{
	struct foo *f = kzalloc(sizeof(*f), GFP_KERNEL);

	if (!f)
		return NULL;
	f->data = foo_buffer(n);
	if (!f->data) {
		kfree(f);
		return NULL;
	}
	f->n = n;
	return f;
}

static void foo_delete(struct foo *f)
{
	if (!f)
		return;
	foo_buffer_free(f->data);
	kfree(f);
}

int whole(int n)
{
	struct foo *f = foo_new(n);

	foo_delete(f);
	return 0;
}

int whole_wrong(int n)
{
	struct foo *f = foo_new(n);

	if (!f)
		return -ENOMEM;
	kfree(f->data); // expect: mismatched-free {{kfree}} {{vzalloc}}
	kfree(f);
	return 0;
}

int structure_wrong(int n)
{
	struct foo *f = foo_new(n);

	if (f)
		vfree(f->data);
	vfree(f); // expect: mismatched-free {{vfree}} {{kzalloc}}
	return 0;
}

/* The out parameter carries it. */
static int foo_make(void **out, size_t n)
{
	*out = vmalloc(n);
	return *out ? 0 : -ENOMEM;
}

int out_parameter(size_t n)
{
	void *p;

	if (foo_make(&p, n))
		return -ENOMEM;
	kfree(p); // expect: mismatched-free {{kfree}} {{vmalloc}}
	return 0;
}

int out_parameter_right(size_t n)
{
	void *p;

	if (foo_make(&p, n))
		return -ENOMEM;
	vfree(p);
	return 0;
}

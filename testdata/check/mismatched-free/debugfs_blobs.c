/* Memory that debugfs shows as a blob stays the driver's: it is released where the wrapper is given up. */
#include <linux/debugfs.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct trace {
	struct debugfs_blob_wrapper image, *last;
	struct dentry *dir;
};

int trace_open(struct trace *t, size_t n)
{
	t->image.data = vzalloc(n);
	t->last = kzalloc(sizeof(*t->last), GFP_KERNEL);
	if (!t->image.data || !t->last)
		return -ENOMEM;
	t->last->data = vmalloc(n);
	t->image.size = t->last->size = n;
	t->dir = debugfs_create_dir("trace", NULL);
	debugfs_create_blob("image", 0400, t->dir, &t->image);
	debugfs_create_blob("last", 0400, t->dir, t->last);
	return 0;
}

void trace_close(struct trace *t)
{
	debugfs_remove(t->dir);
	kfree(t->image.data); // expect: mismatched-free {{kfree() releases memory that comes from v}}
	kfree(t->last->data); // expect: mismatched-free {{kfree() releases memory that comes from v}}
	kfree(t->last);
}

void trace_close_well(struct trace *t)
{
	debugfs_remove(t->dir);
	vfree(t->image.data);
	vfree(t->last->data);
	kfree(t->last);
}

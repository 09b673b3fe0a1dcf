/* Another driver's record of the same name: it is none of the first one's business. */
// expect-none
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct ring {
	void *table;
	void *index;
};

void other_probe(struct ring *r)
{
	r->table = kmalloc(8, GFP_KERNEL);
	r->index = vmalloc(8);
}

void other_remove(struct ring *r)
{
	kfree(r->table);
	vfree(r->index);
}

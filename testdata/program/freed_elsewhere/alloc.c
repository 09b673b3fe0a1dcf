/* Memory that one file allocates, another uses, and a third releases. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "image.h"

void *image_alloc(unsigned long size) // expect-none
{
	return vmalloc(size);
}

int image_init(struct image *i)
{
	i->data = kmalloc(64, GFP_KERNEL);
	i->pages = vmalloc(65536);
	return i->data && i->pages ? 0 : -ENOMEM;
}

#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "image.h"

int use_and_kfree(void) // expect-none
{
	void *data = image_alloc(65536);

	if (!data)
		return -ENOMEM;
	image_free(data);
	return 0;
}

int use_and_vfree(void)
{
	void *data = image_alloc(65536);

	if (!data)
		return -ENOMEM;
	image_vfree(data);
	return 0;
}

int init_and_free(struct image *i)
{
	int ret = image_init(i);

	if (ret)
		return ret;
	image_free(i->pages);
	image_free(i->data);
	return 0;
}

int init_and_release(struct image *i)
{
	int ret = image_init(i);

	if (ret)
		return ret;
	image_vfree(i->pages);
	image_free(i->data);
	return 0;
}

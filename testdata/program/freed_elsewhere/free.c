#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "image.h"

void image_free(void *data)
{
	kfree(data); // expect: mismatched-free {{vmalloc}}
}

void image_vfree(void *data)
{
	vfree(data);
}

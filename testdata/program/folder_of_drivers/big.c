// expect-none
/* A driver of its own. */
#include "pad.h"

int big_probe(struct pad *p)
{
	p->keys = vmalloc(65536);
	return p->keys ? 0 : -ENOMEM;
}

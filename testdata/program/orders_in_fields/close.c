#include <linux/gfp.h>
#include <linux/mm.h>

#include "ring.h"

void pages_close(struct pages *p)
{
	free_pages((unsigned long)p->two, 1);
	free_page((unsigned long)p->four); // expect: wrong-order {{order 2, and not 0}} chain=pages_open>pages_close
	free_pages((unsigned long)p->again, 3);
}

/* It does not say where its keys come from: those that another driver of the folder has may be others. */
#include "pad.h"

void small_remove(struct pad *p)
{
	kfree(p->keys); // expect: mismatched-free {{vmalloc}} confidence=likely
}

#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "ring.h"

static void drop(void *memory)
{
	kfree(memory); // expect: mismatched-free {{vzalloc}} chain=ring_memory>ring_remove>drop
}

void ring_remove(struct ring *r)
{
	int i;

	kfree(r->table); // expect: mismatched-free {{kfree() releases memory that comes from vmalloc()}} chain=ring_probe>ring_remove
	kfree(r->index);
	drop(r->spare);
	kfree(r->mixed); /* some of it is: by a flag, perhaps */
	vfree(r->given); /* nobody here knows where it comes from */
	for (i = 0; i < 4; i++)
		kfree(r->slots[i]); // expect: mismatched-free
}

phys_addr_t ring_address(struct ring *r)
{
	return virt_to_phys(r->table); // expect: linear-map {{memory of vmalloc() comes to virt_to_phys()}}
}

phys_addr_t ring_index_address(struct ring *r)
{
	return virt_to_phys(r->index);
}

/* The other way of the same function fits: a test may say which memory it is. */
void ring_untag(struct ring *r)
{
	if (r->is_slab)
		kfree(r->tagged); // expect: mismatched-free {{unless a test says which memory it is}} confidence=likely
	else
		vfree(r->tagged);
}

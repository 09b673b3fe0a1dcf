/* A record of the core, which drivers that know nothing of one another have in common. */
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct pad {
	void *keys;
};

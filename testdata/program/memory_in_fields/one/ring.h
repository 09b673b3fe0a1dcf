#include <linux/types.h>

struct ring {
	void *table;
	void *index;
	void *spare;
	void *mixed;
	void *given;
	unsigned long pages;
	unsigned long block;
	void *slots[4];
	void *tagged;
	bool is_slab;
};

void *ring_memory(size_t n);

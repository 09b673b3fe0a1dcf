#include <linux/dma-mapping.h>
#include <linux/slab.h>

struct host {
	struct dma_pool *commands, *senses;
};

struct command {
	void *block, *sense, *either;
	dma_addr_t dma;
	struct command *next;
};

extern struct kmem_cache *command_cache, *sense_cache;

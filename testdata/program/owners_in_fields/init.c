// expect-none
#include "host.h"

struct kmem_cache *command_cache, *sense_cache;

static void sense_construct(void *p)
{
	memset(p, 0xff, 96);
}

int host_init(struct host *h, struct device *dev)
{
	command_cache = KMEM_CACHE(command, 0);
	sense_cache = kmem_cache_create("sense", 96, 0, 0, sense_construct);
	h->commands = dma_pool_create("commands", dev, 64, 8, 0);
	h->senses = dma_pool_create("senses", dev, 96, 8, 0);
	return command_cache && sense_cache && h->commands && h->senses ? 0 : -ENOMEM;
}

void host_exit(struct host *h)
{
	dma_pool_destroy(h->senses);
	dma_pool_destroy(h->commands);
	kmem_cache_destroy(sense_cache);
	kmem_cache_destroy(command_cache);
}

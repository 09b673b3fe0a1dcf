#include "host.h"

void command_done(struct host *h, struct command *c)
{
	dma_pool_free(h->senses, c->block, c->dma); // expect: mismatched-free {{to host.senses, and not to host.commands}}
	kmem_cache_free(command_cache, c->sense); // expect: mismatched-free {{to command_cache, and not to sense_cache}}
	kmem_cache_free(command_cache, c->either);
	kmem_cache_free(command_cache, c->next);
}

void command_drop(struct host *h, struct command *c)
{
	dma_pool_free(h->commands, c->block, c->dma);
	kmem_cache_free(sense_cache, c->sense);
}

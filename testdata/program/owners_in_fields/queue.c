#include "host.h"

int command_fill(struct host *h, struct command *c, int small)
{
	c->block = dma_pool_alloc(h->commands, GFP_ATOMIC, &c->dma);
	c->sense = kmem_cache_zalloc(sense_cache, GFP_ATOMIC); // expect: gfp-flags {{with __GFP_ZERO}}
	c->next = kmem_cache_zalloc(command_cache, GFP_ATOMIC);
	c->either = kmem_cache_alloc(small ? sense_cache : command_cache, GFP_ATOMIC);
	return c->block && c->sense && c->next && c->either ? 0 : -ENOMEM;
}

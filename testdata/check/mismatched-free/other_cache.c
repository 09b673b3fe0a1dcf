/* Memory that goes back to another cache or pool than it came from. */
#include <linux/dma-mapping.h>
#include <linux/mempool.h>
#include <linux/slab.h>

struct job {
	void *sense;
};

struct host {
	struct dma_pool *commands, *senses, *shared;
	mempool_t jobs, spare;
	dma_addr_t dma;
};

static struct kmem_cache *job_cache, *sense_cache, *alias, *given_cache;

int host_init(struct host *h, struct device *dev, struct kmem_cache *given)
{
	job_cache = KMEM_CACHE(job, 0);
	sense_cache = kmem_cache_create("sense", 96, 0, 0, NULL);
	alias = job_cache;
	given_cache = given;
	h->commands = dma_pool_create("commands", dev, 64, 8, 0);
	h->shared = h->senses = dma_pool_create("senses", dev, 96, 8, 0);
	return 0;
}

void in_one_function(void)
{
	void *a = kmem_cache_alloc(job_cache, GFP_KERNEL), *b = kmem_cache_zalloc(sense_cache, GFP_KERNEL);

	kmem_cache_free(sense_cache, a); // expect: mismatched-free {{to sense_cache, and not to job_cache}} {{mend: give kmem_cache_free() the cache or pool that the memory came from}}
	kmem_cache_free(sense_cache, b);
}

/* Two names of one cache, or of what may be one. */
void aliases(void)
{
	kmem_cache_free(alias, kmem_cache_alloc(job_cache, GFP_KERNEL));
	kmem_cache_free(given_cache, kmem_cache_alloc(job_cache, GFP_KERNEL));
}

void pools(struct host *h, struct host *other)
{
	void *a = dma_pool_alloc(h->commands, GFP_KERNEL, &h->dma), *b = dma_pool_alloc(h->senses, GFP_KERNEL, &h->dma);

	dma_pool_free(h->senses, a, h->dma); // expect: mismatched-free {{to host.senses, and not to host.commands}}
	dma_pool_free(h->shared, b, h->dma);
	dma_pool_free(other->senses, dma_pool_alloc(h->senses, GFP_KERNEL, &h->dma), h->dma);
}

void embedded(struct host *h, struct host *other)
{
	mempool_free(mempool_alloc(&h->jobs, GFP_KERNEL), &h->spare); // expect: mismatched-free {{to host.spare, and not to host.jobs}}
	mempool_free(mempool_alloc(&h->jobs, GFP_KERNEL), &h->jobs);
	mempool_free(mempool_alloc(&h->jobs, GFP_KERNEL), &other->spare);
	mempool_free(kmem_cache_alloc(job_cache, GFP_KERNEL), &h->jobs);
}

/* Which of the two is known where it is asked again. */
void chosen(bool sense)
{
	void *p = kmem_cache_alloc(sense ? sense_cache : job_cache, GFP_KERNEL);

	kmem_cache_free(sense ? sense_cache : job_cache, p);
}

static void give_back(void *p)
{
	kmem_cache_free(sense_cache, p); // expect: mismatched-free {{to sense_cache, and not to job_cache}}
}

static void give_back_as(void *p, bool sense)
{
	kmem_cache_free(sense ? sense_cache : job_cache, p);
}

void helpers(bool sense)
{
	give_back(kmem_cache_alloc(job_cache, GFP_KERNEL));
	give_back(kmem_cache_alloc(sense_cache, GFP_KERNEL));
	give_back_as(kmem_cache_alloc(job_cache, GFP_KERNEL), sense);
}

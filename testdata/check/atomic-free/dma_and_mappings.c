/* dma_free_coherent() wants interrupts on; unmapping sleeps under any lock. */
#include <linux/dma-mapping.h>
#include <linux/io.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

struct engine {
	spinlock_t lock;
	struct device *dev;
	void *ring;
	dma_addr_t dma;
	void __iomem *regs;
};

void coherent_irqs_off(struct engine *e)
{
	unsigned long flags;

	spin_lock_irqsave(&e->lock, flags);
	dma_free_coherent(e->dev, 4096, e->ring, e->dma); // expect: atomic-free {{dma_free_coherent}} chain=coherent_irqs_off
	spin_unlock_irqrestore(&e->lock, flags);
}

void coherent_irq_disabled(struct engine *e)
{
	local_irq_disable();
	dma_free_coherent(e->dev, 4096, e->ring, e->dma); // expect: atomic-free
	local_irq_enable();
}

void coherent_bh(struct engine *e)
{
	spin_lock_bh(&e->lock);
	dma_free_coherent(e->dev, 4096, e->ring, e->dma);
	spin_unlock_bh(&e->lock);
}

void coherent_plain(struct engine *e)
{
	spin_lock(&e->lock);
	dma_free_coherent(e->dev, 4096, e->ring, e->dma);
	spin_unlock(&e->lock);
}

void mapping(struct engine *e)
{
	spin_lock(&e->lock);
	iounmap(e->regs); // expect: atomic-free {{iounmap}}
	spin_unlock(&e->lock);
	iounmap(e->regs);
}

void pages_mapping(struct engine *e)
{
	spin_lock_bh(&e->lock);
	vunmap(e->ring); // expect: atomic-free {{vunmap}}
	spin_unlock_bh(&e->lock);
	vunmap(e->ring);
}

static void engine_free(struct engine *e)
{
	if (e->ring)
		dma_free_coherent(e->dev, 4096, e->ring, e->dma); // expect: atomic-free chain=engine_reset>engine_free
	e->ring = NULL;
}

void engine_reset(struct engine *e)
{
	spin_lock_irq(&e->lock);
	engine_free(e);
	spin_unlock_irq(&e->lock);
}

void engine_remove(struct engine *e)
{
	engine_free(e);
}

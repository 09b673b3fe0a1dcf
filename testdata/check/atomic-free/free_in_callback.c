/* A free that sleeps in a callback: which contexts count depends on what is freed. */
#include <linux/dma-mapping.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct object {
	struct rcu_head rcu, rcu_map;
	struct device *dev;
	struct tasklet_struct tasklet;
	void *area, *ring;
	dma_addr_t dma;
	void __iomem *regs;
};

/* An RCU callback runs in softirq: vfree() defers there, iounmap() does not. */
static void object_free(struct rcu_head *head)
{
	struct object *o = container_of(head, struct object, rcu);

	vfree(o->area);
	kfree(o);
}

static void object_unmap(struct rcu_head *head)
{
	struct object *o = container_of(head, struct object, rcu_map);

	iounmap(o->regs); // expect: atomic-free chain=object_unmap
	kfree(o);
}

static irqreturn_t object_irq(int irq, void *data)
{
	struct object *o = data;

	dma_free_coherent(o->dev, 4096, o->ring, o->dma); // expect: atomic-free chain=object_irq
	return IRQ_HANDLED;
}

/* Softirq, and interrupts are on. */
static void object_tasklet(struct tasklet_struct *t)
{
	struct object *o = container_of(t, struct object, tasklet);

	dma_free_coherent(o->dev, 4096, o->ring, o->dma);
}

int object_start(struct object *o, int irq)
{
	tasklet_setup(&o->tasklet, object_tasklet);
	call_rcu(&o->rcu, object_free);
	call_rcu(&o->rcu_map, object_unmap);
	return request_irq(irq, object_irq, 0, "object", o);
}

/* Providers of clocks, DMA and counters: which of their operations are called under a spinlock. */
#include <linux/clk-provider.h>
#include <linux/cpuidle.h>
#include <linux/delay.h>
#include <linux/dmaengine.h>
#include <linux/perf_event.h>
#include <linux/slab.h>

static int gate_prepare(struct clk_hw *hw)
{
	msleep(1);
	return 0;
}

static int gate_enable(struct clk_hw *hw)
{
	msleep(1); // expect: atomic-sleep {{enable_lock}} confidence=definite
	return 0;
}

static int gate_is_enabled(struct clk_hw *hw)
{
	msleep(1); // expect: atomic-sleep {{clock operation}}
	return 1;
}

const struct clk_ops gate_ops = {
	.prepare = gate_prepare,
	.enable = gate_enable,
	.is_enabled = gate_is_enabled,
};

static struct dma_async_tx_descriptor *engine_prep(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src, size_t len,
						   unsigned long flags)
{
	return kzalloc(sizeof(struct dma_async_tx_descriptor), GFP_KERNEL); // expect: atomic-alloc confidence=likely
}

static int engine_alloc(struct dma_chan *chan)
{
	msleep(1);
	return 0;
}

static void engine_synchronize(struct dma_chan *chan)
{
	msleep(1);
}

void engine_probe(struct dma_device *dma)
{
	dma->device_alloc_chan_resources = engine_alloc;
	dma->device_prep_dma_memcpy = engine_prep;
	dma->device_synchronize = engine_synchronize;
}

static int counter_event_init(struct perf_event *event)
{
	msleep(1);
	return 0;
}

static int counter_add(struct perf_event *event, int flags)
{
	msleep(1); // expect: atomic-sleep {{performance counters}}
	return 0;
}

struct pmu counter_pmu = {
	.event_init = counter_event_init,
	.add = counter_add,
};

static int idle_enter(struct cpuidle_device *dev, struct cpuidle_driver *drv, int index)
{
	msleep(1); // expect: atomic-sleep {{idle state}}
	return index;
}

struct cpuidle_driver idle_driver = {
	.states[0] = { .name = "off", .enter = idle_enter },
};

/* Model of linux/dma-fence.h: fences are signalled in interrupts, their callbacks run under the fence's spinlock. */
#ifndef _MODEL_LINUX_DMA_FENCE_H
#define _MODEL_LINUX_DMA_FENCE_H

#include <linux/kref.h>
#include <linux/ktime.h>
#include <linux/spinlock.h>

struct dma_fence;
struct dma_fence_cb;
typedef void (*dma_fence_func_t)(struct dma_fence *fence, struct dma_fence_cb *cb);
struct dma_fence_cb { struct list_head node; dma_fence_func_t func; };
struct dma_fence_ops {
	const char *(*get_driver_name)(struct dma_fence *fence);
	const char *(*get_timeline_name)(struct dma_fence *fence);
	bool (*enable_signaling)(struct dma_fence *fence);
	bool (*signaled)(struct dma_fence *fence);
	signed long (*wait)(struct dma_fence *fence, bool intr, signed long timeout);
	void (*release)(struct dma_fence *fence);
};
struct dma_fence { spinlock_t *lock; const struct dma_fence_ops *ops; u64 context, seqno; unsigned long flags; struct kref refcount; };
void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops, spinlock_t *lock, u64 context, u64 seqno);
int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb, dma_fence_func_t func);
int dma_fence_signal(struct dma_fence *fence);
void dma_fence_put(struct dma_fence *fence);

#endif

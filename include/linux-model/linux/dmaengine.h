/* Model of linux/dmaengine.h: the prep and submit calls are made from atomic context, the callbacks run in a tasklet. */
#ifndef _MODEL_LINUX_DMAENGINE_H
#define _MODEL_LINUX_DMAENGINE_H

#include <linux/dma-mapping.h>

typedef s32 dma_cookie_t;
enum dma_status { DMA_COMPLETE, DMA_IN_PROGRESS, DMA_PAUSED, DMA_ERROR };
enum dma_transfer_direction { DMA_MEM_TO_MEM, DMA_MEM_TO_DEV, DMA_DEV_TO_MEM, DMA_DEV_TO_DEV, DMA_TRANS_NONE };
enum dma_ctrl_flags { DMA_PREP_INTERRUPT = 1, DMA_CTRL_ACK = 2 };
enum dma_slave_buswidth { DMA_SLAVE_BUSWIDTH_UNDEFINED, DMA_SLAVE_BUSWIDTH_1_BYTE, DMA_SLAVE_BUSWIDTH_2_BYTES, DMA_SLAVE_BUSWIDTH_4_BYTES = 4 };
enum dma_transaction_type { DMA_MEMCPY, DMA_SLAVE, DMA_CYCLIC, DMA_INTERLEAVE, DMA_PRIVATE };
typedef struct { DECLARE_BITMAP(bits, 16); } dma_cap_mask_t;
typedef void (*dma_async_tx_callback)(void *param);
struct dmaengine_result { int result; u32 residue; };
typedef void (*dma_async_tx_callback_result)(void *param, const struct dmaengine_result *result);
struct dma_device;
struct dma_chan { struct dma_device *device; dma_cookie_t cookie, completed_cookie; struct list_head device_node; void *private; };
struct dma_async_tx_descriptor {
	dma_cookie_t cookie;
	unsigned long flags;
	dma_addr_t phys;
	struct dma_chan *chan;
	dma_cookie_t (*tx_submit)(struct dma_async_tx_descriptor *tx);
	int (*desc_free)(struct dma_async_tx_descriptor *tx);
	dma_async_tx_callback callback;
	dma_async_tx_callback_result callback_result;
	void *callback_param;
};
struct dma_tx_state { dma_cookie_t last, used; u32 residue; };
struct dma_slave_config {
	enum dma_transfer_direction direction;
	phys_addr_t src_addr, dst_addr;
	enum dma_slave_buswidth src_addr_width, dst_addr_width;
	u32 src_maxburst, dst_maxburst;
};
struct dma_device {
	struct kref ref;
	struct list_head channels;
	dma_cap_mask_t cap_mask;
	struct device *dev;
	u32 src_addr_widths, dst_addr_widths, directions;
	int residue_granularity;
	int (*device_alloc_chan_resources)(struct dma_chan *chan);
	void (*device_free_chan_resources)(struct dma_chan *chan);
	struct dma_async_tx_descriptor *(*device_prep_dma_memcpy)(struct dma_chan *chan, dma_addr_t dst, dma_addr_t src,
								  size_t len, unsigned long flags);
	struct dma_async_tx_descriptor *(*device_prep_slave_sg)(struct dma_chan *chan, struct scatterlist *sgl,
								unsigned int sg_len, enum dma_transfer_direction dir,
								unsigned long flags, void *context);
	struct dma_async_tx_descriptor *(*device_prep_dma_cyclic)(struct dma_chan *chan, dma_addr_t buf, size_t buf_len,
								  size_t period_len, enum dma_transfer_direction dir,
								  unsigned long flags);
	int (*device_config)(struct dma_chan *chan, struct dma_slave_config *config);
	int (*device_pause)(struct dma_chan *chan);
	int (*device_resume)(struct dma_chan *chan);
	int (*device_terminate_all)(struct dma_chan *chan);
	void (*device_synchronize)(struct dma_chan *chan);
	enum dma_status (*device_tx_status)(struct dma_chan *chan, dma_cookie_t cookie, struct dma_tx_state *txstate);
	void (*device_issue_pending)(struct dma_chan *chan);
};
void model_dma_cap_set(int cap, dma_cap_mask_t *mask);
#define dma_cap_set(tx, mask) model_dma_cap_set((tx), &(mask))
#define dma_cap_zero(mask) bitmap_zero((mask).bits, 16)
struct dma_chan *dma_request_chan(struct device *dev, const char *name);
struct dma_chan *devm_dma_request_chan(struct device *dev, const char *name);
void dma_release_channel(struct dma_chan *chan);
int dmaengine_slave_config(struct dma_chan *chan, struct dma_slave_config *config);
struct dma_async_tx_descriptor *dmaengine_prep_slave_single(struct dma_chan *chan, dma_addr_t buf, size_t len,
							    enum dma_transfer_direction dir, unsigned long flags);
struct dma_async_tx_descriptor *dmaengine_prep_slave_sg(struct dma_chan *chan, struct scatterlist *sgl, unsigned int n,
							enum dma_transfer_direction dir, unsigned long flags);
struct dma_async_tx_descriptor *dmaengine_prep_dma_cyclic(struct dma_chan *chan, dma_addr_t buf, size_t len, size_t period,
							  enum dma_transfer_direction dir, unsigned long flags);
dma_cookie_t dmaengine_submit(struct dma_async_tx_descriptor *desc);
int dma_submit_error(dma_cookie_t cookie);
void dma_async_issue_pending(struct dma_chan *chan);
int dmaengine_terminate_all(struct dma_chan *chan);
int dmaengine_terminate_async(struct dma_chan *chan);
int dmaengine_terminate_sync(struct dma_chan *chan);
void dmaengine_synchronize(struct dma_chan *chan);
int dmaengine_pause(struct dma_chan *chan);
int dmaengine_resume(struct dma_chan *chan);
enum dma_status dmaengine_tx_status(struct dma_chan *chan, dma_cookie_t cookie, struct dma_tx_state *state);
int dma_async_device_register(struct dma_device *device);
void dma_async_device_unregister(struct dma_device *device);

#endif

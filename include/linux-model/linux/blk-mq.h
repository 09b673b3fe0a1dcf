/* Model of linux/blk-mq.h, blkdev.h and bio.h: queue_rq may sleep with BLK_MQ_F_BLOCKING only, completions may not. */
#ifndef _MODEL_LINUX_BLK_MQ_H
#define _MODEL_LINUX_BLK_MQ_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/module.h>

typedef u8 blk_status_t;
typedef u64 sector_t;
#define BLK_STS_OK 0
#define BLK_STS_IOERR 10
#define BLK_STS_RESOURCE 9
struct bio;
struct gendisk;
struct request_queue;
struct block_device;
typedef void (*bio_end_io_t)(struct bio *bio);
struct bio {
	struct bio *bi_next;
	struct block_device *bi_bdev;
	unsigned int bi_opf;
	blk_status_t bi_status;
	bio_end_io_t bi_end_io;
	void *bi_private;
};
struct request;
typedef int (*rq_end_io_fn)(struct request *rq, blk_status_t error);
struct request {
	struct request_queue *q;
	unsigned int cmd_flags;
	struct bio *bio;
	rq_end_io_fn end_io;
	void *end_io_data;
};
struct blk_mq_hw_ctx { void *driver_data; struct request_queue *queue; unsigned int queue_num; };
struct blk_mq_queue_data { struct request *rq; bool last; };
enum blk_eh_timer_return { BLK_EH_DONE, BLK_EH_RESET_TIMER };
struct blk_mq_tag_set;
struct blk_mq_ops {
	blk_status_t (*queue_rq)(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd);
	void (*commit_rqs)(struct blk_mq_hw_ctx *hctx);
	enum blk_eh_timer_return (*timeout)(struct request *rq);
	void (*complete)(struct request *rq);
	int (*init_request)(struct blk_mq_tag_set *set, struct request *rq, unsigned int hctx, unsigned int node);
	void (*exit_request)(struct blk_mq_tag_set *set, struct request *rq, unsigned int hctx);
};
#define BLK_MQ_F_TAG_QUEUE_SHARED (1 << 1)
#define BLK_MQ_F_STACKING (1 << 2)
#define BLK_MQ_F_BLOCKING (1 << 4)
struct blk_mq_tag_set {
	const struct blk_mq_ops *ops;
	unsigned int nr_hw_queues, queue_depth, cmd_size;
	int numa_node;
	unsigned int timeout, flags;
	void *driver_data;
};
int blk_mq_alloc_tag_set(struct blk_mq_tag_set *set);
int blk_mq_alloc_sq_tag_set(struct blk_mq_tag_set *set, const struct blk_mq_ops *ops, unsigned int depth,
			    unsigned int set_flags);
void blk_mq_free_tag_set(struct blk_mq_tag_set *set);
void blk_mq_start_request(struct request *rq);
void blk_mq_end_request(struct request *rq, blk_status_t error);
void blk_mq_complete_request(struct request *rq);
void *blk_mq_rq_to_pdu(struct request *rq);
struct bio *bio_alloc(struct block_device *bdev, unsigned short nr, unsigned int opf, gfp_t gfp);
void bio_put(struct bio *bio);
void bio_endio(struct bio *bio);
void submit_bio(struct bio *bio);

#endif

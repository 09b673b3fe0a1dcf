// expect-none
/* The flags of a set with one queue are an argument: BLK_MQ_F_BLOCKING is in them here. */
#include <linux/blk-mq.h>
#include <linux/delay.h>

static blk_status_t flash_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	msleep(1);
	return BLK_STS_OK;
}

static const struct blk_mq_ops flash_ops = {
	.queue_rq = flash_queue_rq,
};

int flash_probe(struct blk_mq_tag_set *set)
{
	return blk_mq_alloc_sq_tag_set(set, &flash_ops, 2, BLK_MQ_F_STACKING | BLK_MQ_F_BLOCKING);
}

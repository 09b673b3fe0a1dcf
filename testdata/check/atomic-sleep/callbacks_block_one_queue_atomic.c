/* A set with one queue whose flags, an argument, lack BLK_MQ_F_BLOCKING. */
#include <linux/blk-mq.h>
#include <linux/delay.h>

static blk_status_t disk_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	msleep(1); // expect: atomic-sleep {{block request}}
	return BLK_STS_OK;
}

static const struct blk_mq_ops disk_ops = {
	.queue_rq = disk_queue_rq,
};

int disk_probe(struct blk_mq_tag_set *set)
{
	return blk_mq_alloc_sq_tag_set(set, &disk_ops, 2, BLK_MQ_F_STACKING);
}

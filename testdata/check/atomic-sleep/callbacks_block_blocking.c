/* With BLK_MQ_F_BLOCKING the requests are made in process context, however the flag comes into the set. */
#include <linux/blk-mq.h>
#include <linux/delay.h>

static blk_status_t card_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	msleep(1);
	return BLK_STS_OK;
}

static void card_complete(struct request *rq)
{
	msleep(1); // expect: atomic-sleep {{completion of a block request}}
}

static const struct blk_mq_ops card_ops = {
	.queue_rq = card_queue_rq,
	.complete = card_complete,
};

int card_probe(struct blk_mq_tag_set *set)
{
	set->ops = &card_ops;
	set->flags = BLK_MQ_F_STACKING;
	set->flags |= BLK_MQ_F_BLOCKING;
	return blk_mq_alloc_tag_set(set);
}

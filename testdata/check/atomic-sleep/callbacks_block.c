/* Requests and completions of disks. callbacks_block_blocking.c is the twin of a queue that may sleep. */
#include <linux/blk-mq.h>
#include <linux/delay.h>

static blk_status_t disk_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	msleep(1); // expect: atomic-sleep {{block request}} {{rcu_read_lock}}
	return BLK_STS_OK;
}

static void disk_complete(struct request *rq)
{
	msleep(1); // expect: atomic-sleep {{completion of a block request}}
}

static enum blk_eh_timer_return disk_timeout(struct request *rq)
{
	msleep(1);
	return BLK_EH_DONE;
}

static int disk_init_request(struct blk_mq_tag_set *set, struct request *rq, unsigned int hctx, unsigned int node)
{
	msleep(1);
	return 0;
}

static const struct blk_mq_ops disk_ops = {
	.queue_rq = disk_queue_rq,
	.complete = disk_complete,
	.timeout = disk_timeout,
	.init_request = disk_init_request,
};

int disk_probe(struct blk_mq_tag_set *set, bool shared)
{
	set->ops = &disk_ops;
	set->flags = BLK_MQ_F_STACKING;
	if (shared)
		set->flags |= BLK_MQ_F_TAG_QUEUE_SHARED;
	return blk_mq_alloc_tag_set(set);
}

static void page_read(struct bio *bio)
{
	kfree(kmalloc(8, GFP_NOIO)); // expect: atomic-alloc {{bio completion}}
	bio_put(bio);
}

static void page_written(struct bio *bio)
{
	kfree(bio->bi_private);
	bio_put(bio);
}

void page_io(struct bio *bio, bool write)
{
	if (write)
		bio->bi_end_io = page_written;
	else
		bio->bi_end_io = page_read;
	submit_bio(bio);
}

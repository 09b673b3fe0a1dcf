/* Calls through a table of the driver's own: what the program puts into the field is what is called. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct codec;

struct codec_ops {
	int (*prepare)(struct codec *c);
	int (*start)(struct codec *c);
	void (*stop)(struct codec *c);
};

struct codec {
	spinlock_t lock;
	const struct codec_ops *ops;
	void *buffer;
};

static int pcm_prepare(struct codec *c)
{
	c->buffer = kmalloc(64, GFP_KERNEL);
	return c->buffer ? 0 : -ENOMEM;
}

static int pcm_start(struct codec *c)
{
	c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=codec_start>pcm_start
	return c->buffer ? 0 : -ENOMEM;
}

static void pcm_stop(struct codec *c)
{
	kfree(c->buffer);
}

static const struct codec_ops pcm_ops = {
	.prepare = pcm_prepare,
	.start = pcm_start,
	.stop = pcm_stop,
};

void codec_init(struct codec *c)
{
	spin_lock_init(&c->lock);
	c->ops = &pcm_ops;
}

int codec_start(struct codec *c)
{
	int ret = c->ops->prepare(c);

	if (ret)
		return ret;
	spin_lock(&c->lock);
	ret = c->ops->start(c);
	spin_unlock(&c->lock);
	return ret;
}

void codec_stop(struct codec *c)
{
	spin_lock(&c->lock);
	c->ops->stop(c);
	spin_unlock(&c->lock);
}

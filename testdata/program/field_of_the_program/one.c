#include <linux/delay.h>
#include <linux/spinlock.h>

#include "codec.h"

static int start(struct codec *c)
{
	msleep(10); // expect: atomic-sleep chain=codec_start>start confidence=likely {{codec_ops.start}}
	return c->state;
}

static int poke(struct codec *c)
{
	msleep(1);
	return c->state;
}

const struct codec_ops codec_one = {.start = start, .poke = poke};

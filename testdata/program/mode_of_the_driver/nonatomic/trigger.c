/* A mode that another file of the driver sets lets the operation sleep. */
#include <linux/delay.h>
#include <sound/pcm.h>

static int slow_trigger(struct snd_pcm_substream *s, int cmd) // expect-none
{
	msleep(1);
	return cmd;
}

const struct snd_pcm_ops slow_ops = {.trigger = slow_trigger};

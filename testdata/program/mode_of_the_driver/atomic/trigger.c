#include <linux/delay.h>
#include <sound/pcm.h>

static int quick_trigger(struct snd_pcm_substream *s, int cmd)
{
	msleep(1); // expect: atomic-sleep {{in PCM operation quick_trigger()}}
	return cmd;
}

const struct snd_pcm_ops quick_ops = {.trigger = quick_trigger};

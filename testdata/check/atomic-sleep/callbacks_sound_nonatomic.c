/* The PCM and the link are nonatomic: their operations may sleep. */ // expect-none
#include <linux/delay.h>
#include <sound/rawmidi.h>
#include <sound/soc.h>

static int card_trigger(struct snd_pcm_substream *substream, int cmd)
{
	msleep(1);
	return 0;
}

static const struct snd_pcm_ops card_ops = {
	.trigger = card_trigger,
};

void card_setup(struct snd_pcm *pcm)
{
	pcm->nonatomic = true;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &card_ops);
}

static int dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	msleep(1);
	return 0;
}

const struct snd_soc_dai_ops dai_ops = {
	.trigger = dai_trigger,
};

struct snd_soc_dai_link dai_links[] = {
	{ .name = "front", .nonatomic = 1 },
};

/* Triggers and timers of sound cards. callbacks_sound_nonatomic.c is the twin with a PCM that may sleep. */
#include <linux/delay.h>
#include <sound/rawmidi.h>
#include <sound/soc.h>

static int card_trigger(struct snd_pcm_substream *substream, int cmd)
{
	msleep(1); // expect: atomic-sleep {{PCM operation}} confidence=definite
	return 0;
}

static int card_prepare(struct snd_pcm_substream *substream)
{
	msleep(1);
	return 0;
}

const struct snd_pcm_ops card_ops = {
	.prepare = card_prepare,
	.trigger = card_trigger,
};

static void midi_trigger(struct snd_rawmidi_substream *substream, int up)
{
	msleep(1); // expect: atomic-sleep {{raw MIDI trigger}}
}

static void midi_drain(struct snd_rawmidi_substream *substream)
{
	msleep(1);
}

const struct snd_rawmidi_ops midi_ops = {
	.trigger = midi_trigger,
	.drain = midi_drain,
};

static int timer_open(struct snd_timer *timer)
{
	msleep(1);
	return 0;
}

static int timer_start(struct snd_timer *timer)
{
	msleep(1); // expect: atomic-sleep {{timer operation}}
	return 0;
}

const struct snd_timer_hardware timer_hw = {
	.open = timer_open,
	.start = timer_start,
};

static int dai_trigger(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai)
{
	msleep(1); // expect: atomic-sleep {{snd_soc_dai_ops.trigger}} confidence=likely
	return 0;
}

static int dai_hw_params(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params, struct snd_soc_dai *dai)
{
	msleep(1);
	return 0;
}

const struct snd_soc_dai_ops dai_ops = {
	.hw_params = dai_hw_params,
	.trigger = dai_trigger,
};

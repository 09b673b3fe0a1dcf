/* Model of sound/rawmidi.h, timer.h and soc.h: triggers and timers are atomic, the card of an ASoC PCM may say otherwise. */
#ifndef _MODEL_SOUND_RAWMIDI_H
#define _MODEL_SOUND_RAWMIDI_H

#include <sound/core.h>

struct snd_rawmidi { struct snd_card *card; void *private_data; };
struct snd_rawmidi_substream { struct snd_rawmidi *rmidi; bool opened; };
struct snd_rawmidi_ops {
	int (*open)(struct snd_rawmidi_substream *substream);
	int (*close)(struct snd_rawmidi_substream *substream);
	void (*trigger)(struct snd_rawmidi_substream *substream, int up);
	void (*drain)(struct snd_rawmidi_substream *substream);
};
void snd_rawmidi_set_ops(struct snd_rawmidi *rmidi, int stream, const struct snd_rawmidi_ops *ops);
int snd_rawmidi_transmit(struct snd_rawmidi_substream *substream, unsigned char *buffer, int count);

struct snd_timer;
struct snd_timer_hardware {
	unsigned int flags;
	unsigned long resolution, ticks;
	int (*open)(struct snd_timer *timer);
	int (*close)(struct snd_timer *timer);
	int (*start)(struct snd_timer *timer);
	int (*stop)(struct snd_timer *timer);
};
struct snd_timer { struct snd_timer_hardware hw; void *private_data; };

struct snd_soc_dai { struct device *dev; void *playback_dma_data; };
struct snd_soc_dai_ops {
	int (*startup)(struct snd_pcm_substream *substream, struct snd_soc_dai *dai);
	int (*hw_params)(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params, struct snd_soc_dai *dai);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd, struct snd_soc_dai *dai);
};
struct snd_soc_dai_driver { const char *name; const struct snd_soc_dai_ops *ops; };
struct snd_soc_dai_link { const char *name; unsigned int nonatomic : 1, no_pcm : 1; };

#endif

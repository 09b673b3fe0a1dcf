/* Model of sound/core.h, control.h and pcm.h: trigger and pointer are atomic unless the pcm is nonatomic. */
#ifndef _MODEL_SOUND_CORE_H
#define _MODEL_SOUND_CORE_H

#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/module.h>

#define SNDRV_CARDS 8
#define SNDRV_DEFAULT_IDX { [0 ...(SNDRV_CARDS - 1)] = -1 }
#define SNDRV_DEFAULT_STR { [0 ...(SNDRV_CARDS - 1)] = NULL }
#define SNDRV_DEFAULT_IDX1 (-1)
#define SNDRV_DEFAULT_STR1 NULL
#define SNDRV_PCM_STREAM_PLAYBACK 0
#define SNDRV_PCM_STREAM_CAPTURE 1
#define SNDRV_PCM_TRIGGER_STOP 0
#define SNDRV_PCM_TRIGGER_START 1
#define SNDRV_PCM_TRIGGER_PAUSE_PUSH 3
#define SNDRV_PCM_TRIGGER_PAUSE_RELEASE 4
#define SNDRV_PCM_TRIGGER_SUSPEND 5
#define SNDRV_PCM_TRIGGER_RESUME 6
#define SNDRV_PCM_INFO_MMAP 1
#define SNDRV_PCM_INFO_MMAP_VALID 2
#define SNDRV_PCM_INFO_INTERLEAVED 0x100
#define SNDRV_PCM_INFO_BLOCK_TRANSFER 0x10000
#define SNDRV_PCM_INFO_PAUSE 0x80000
#define SNDRV_PCM_INFO_RESUME 0x40000
#define SNDRV_PCM_FMTBIT_S16_LE (1ULL << 2)
#define SNDRV_PCM_FMTBIT_S32_LE (1ULL << 10)
#define SNDRV_PCM_RATE_44100 (1U << 6)
#define SNDRV_PCM_RATE_48000 (1U << 7)
#define SNDRV_PCM_RATE_8000_48000 0xfe
#define SNDRV_DMA_TYPE_CONTINUOUS 1
#define SNDRV_DMA_TYPE_DEV 2
#define SNDRV_DMA_TYPE_VMALLOC 7
#define SNDRV_CTL_ELEM_IFACE_MIXER 2
typedef unsigned long snd_pcm_uframes_t;
typedef int snd_pcm_format_t;
struct snd_pcm; struct snd_pcm_substream; struct snd_kcontrol; struct snd_info_buffer;
struct snd_card { int number; char id[16], driver[16], shortname[32], longname[80]; struct device *dev; void *private_data; void (*private_free)(struct snd_card *card); };
struct snd_device { void *device_data; };
struct snd_device_ops {
	int (*dev_free)(struct snd_device *dev);
	int (*dev_register)(struct snd_device *dev);
	int (*dev_disconnect)(struct snd_device *dev);
};
struct snd_pcm_hardware {
	unsigned int info;
	u64 formats;
	unsigned int rates, rate_min, rate_max, channels_min, channels_max;
	size_t buffer_bytes_max, period_bytes_min, period_bytes_max;
	unsigned int periods_min, periods_max;
	size_t fifo_size;
};
struct snd_dma_buffer { unsigned char *area; dma_addr_t addr; size_t bytes; };
struct snd_pcm_runtime {
	snd_pcm_format_t format;
	unsigned int rate, channels, periods;
	snd_pcm_uframes_t period_size, buffer_size;
	void *private_data;
	struct snd_pcm_hardware hw;
	unsigned char *dma_area;
	dma_addr_t dma_addr;
	size_t dma_bytes;
};
struct snd_pcm_hw_params { unsigned int flags; };
struct snd_pcm_ops {
	int (*open)(struct snd_pcm_substream *substream);
	int (*close)(struct snd_pcm_substream *substream);
	int (*ioctl)(struct snd_pcm_substream *substream, unsigned int cmd, void *arg);
	int (*hw_params)(struct snd_pcm_substream *substream, struct snd_pcm_hw_params *params);
	int (*hw_free)(struct snd_pcm_substream *substream);
	int (*prepare)(struct snd_pcm_substream *substream);
	int (*trigger)(struct snd_pcm_substream *substream, int cmd);
	int (*sync_stop)(struct snd_pcm_substream *substream);
	snd_pcm_uframes_t (*pointer)(struct snd_pcm_substream *substream);
	struct page *(*page)(struct snd_pcm_substream *substream, unsigned long offset);
	int (*mmap)(struct snd_pcm_substream *substream, struct vm_area_struct *vma);
	int (*ack)(struct snd_pcm_substream *substream);
};
struct snd_pcm_substream {
	struct snd_pcm *pcm;
	void *private_data;
	int number, stream;
	struct snd_dma_buffer dma_buffer;
	const struct snd_pcm_ops *ops;
	struct snd_pcm_runtime *runtime;
	struct snd_pcm_substream *next;
};
struct snd_pcm_str { int stream; struct snd_pcm_substream *substream; };
struct snd_pcm {
	struct snd_card *card;
	int device;
	unsigned int info_flags;
	char id[64], name[80];
	struct snd_pcm_str streams[2];
	void *private_data;
	void (*private_free)(struct snd_pcm *pcm);
	bool internal, nonatomic, no_device_suspend;
};
int snd_card_new(struct device *parent, int idx, const char *xid, struct module *module, int extra_size, struct snd_card **out);
int snd_devm_card_new(struct device *parent, int idx, const char *xid, struct module *module, size_t extra, struct snd_card **out);
int snd_card_register(struct snd_card *card);
void snd_card_free(struct snd_card *card);
void snd_card_disconnect(struct snd_card *card);
int snd_device_new(struct snd_card *card, int type, void *data, const struct snd_device_ops *ops);
int snd_pcm_new(struct snd_card *card, const char *id, int device, int playback, int capture, struct snd_pcm **rpcm);
void snd_pcm_set_ops(struct snd_pcm *pcm, int direction, const struct snd_pcm_ops *ops);
void snd_pcm_set_managed_buffer_all(struct snd_pcm *pcm, int type, struct device *data, size_t size, size_t max);
void snd_pcm_lib_preallocate_pages_for_all(struct snd_pcm *pcm, int type, void *data, size_t size, size_t max);
int snd_pcm_lib_malloc_pages(struct snd_pcm_substream *substream, size_t size);
int snd_pcm_lib_free_pages(struct snd_pcm_substream *substream);
void snd_pcm_period_elapsed(struct snd_pcm_substream *substream);
void snd_pcm_stream_lock(struct snd_pcm_substream *substream);
void snd_pcm_stream_unlock(struct snd_pcm_substream *substream);
unsigned long _snd_pcm_stream_lock_irqsave(struct snd_pcm_substream *substream);
void snd_pcm_stream_unlock_irqrestore(struct snd_pcm_substream *substream, unsigned long flags);
#define snd_pcm_stream_lock_irqsave(substream, flags) do { flags = _snd_pcm_stream_lock_irqsave(substream); } while (0)
void snd_pcm_stream_lock_irq(struct snd_pcm_substream *substream);
void snd_pcm_stream_unlock_irq(struct snd_pcm_substream *substream);
int snd_pcm_stop(struct snd_pcm_substream *substream, int status);
int snd_pcm_stop_xrun(struct snd_pcm_substream *substream);
void *snd_pcm_substream_chip_model(struct snd_pcm_substream *substream);
#define snd_pcm_substream_chip(s) ((s)->private_data)
snd_pcm_uframes_t bytes_to_frames(struct snd_pcm_runtime *runtime, ssize_t size);
ssize_t frames_to_bytes(struct snd_pcm_runtime *runtime, long size);
size_t snd_pcm_lib_buffer_bytes(struct snd_pcm_substream *substream);
size_t snd_pcm_lib_period_bytes(struct snd_pcm_substream *substream);
unsigned int params_rate(const struct snd_pcm_hw_params *p);
unsigned int params_channels(const struct snd_pcm_hw_params *p);
unsigned int params_buffer_bytes(const struct snd_pcm_hw_params *p);
unsigned int params_period_bytes(const struct snd_pcm_hw_params *p);
snd_pcm_format_t params_format(const struct snd_pcm_hw_params *p);
int snd_pcm_hw_constraint_integer(struct snd_pcm_runtime *runtime, int var);
void snd_pcm_limit_hw_rates(struct snd_pcm_runtime *runtime);
struct snd_ctl_elem_info { int type; unsigned int count; };
struct snd_ctl_elem_value { union { struct { long value[128]; } integer; struct { unsigned int item[128]; } enumerated; } value; };
struct snd_kcontrol_new {
	int iface;
	const char *name;
	unsigned int index, access, count;
	int (*info)(struct snd_kcontrol *kcontrol, struct snd_ctl_elem_info *info);
	int (*get)(struct snd_kcontrol *kcontrol, struct snd_ctl_elem_value *value);
	int (*put)(struct snd_kcontrol *kcontrol, struct snd_ctl_elem_value *value);
	unsigned long private_value;
};
struct snd_kcontrol { void *private_data; unsigned long private_value; };
#define snd_kcontrol_chip(kcontrol) ((kcontrol)->private_data)
struct snd_kcontrol *snd_ctl_new1(const struct snd_kcontrol_new *kcontrol, void *private_data);
int snd_ctl_add(struct snd_card *card, struct snd_kcontrol *kcontrol);
void snd_ctl_notify(struct snd_card *card, unsigned int mask, void *id);

#endif

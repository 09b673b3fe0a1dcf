#include <sound/pcm.h>

void quick_probe(struct snd_pcm *pcm) // expect-none
{
	pcm->nonatomic = false;
}

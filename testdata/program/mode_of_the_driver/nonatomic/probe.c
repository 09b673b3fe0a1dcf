#include <sound/pcm.h>

void slow_probe(struct snd_pcm *pcm) // expect-none
{
	pcm->nonatomic = true;
}

/* A call through a field reaches what any file puts there: reported if all of that sleeps. */
#include <linux/spinlock.h>

#include "codec.h"

int codec_start(struct codec *c) // expect-none
{
	int ret;

	spin_lock(&c->lock);
	ret = c->ops->start(c);
	spin_unlock(&c->lock);
	return ret;
}

/* One of two does not sleep: which one is called may depend on the context. */
int codec_poke(struct codec *c)
{
	int ret;

	spin_lock(&c->lock);
	ret = c->ops->poke(c);
	spin_unlock(&c->lock);
	return ret;
}

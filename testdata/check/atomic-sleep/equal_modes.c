/* A mode that two objects share: what is known of one is known of the other, once they were found equal. */
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct stream {
	int nonatomic;
	struct mutex mutex;
	spinlock_t lock;
};

static void stream_lock(struct stream *s)
{
	if (s->nonatomic)
		mutex_lock(&s->mutex); // expect: atomic-sleep {{depending on `stream.nonatomic`}} confidence=likely chain=link_unequal>stream_lock
	else
		spin_lock(&s->lock);
}

static void stream_lock_second(struct stream *s)
{
	if (s->nonatomic)
		mutex_lock(&s->mutex);
	else
		spin_lock(&s->lock);
}

void link_equal(struct stream *a, struct stream *b)
{
	if (a->nonatomic != b->nonatomic || a->nonatomic)
		return;
	spin_lock(&a->lock);
	stream_lock_second(b);
	spin_unlock(&b->lock);
	spin_unlock(&a->lock);
}

void link_unequal(struct stream *a, struct stream *b)
{
	spin_lock(&a->lock);
	stream_lock(b);
	spin_unlock(&a->lock);
}

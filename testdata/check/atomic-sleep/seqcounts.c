/* A seqcount is no lock: its writer holds one. */
#include <linux/delay.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	seqcount_t seq;
	int n;
};

void table_resize(struct table *t)
{
	spin_lock(&t->lock);
	write_seqcount_begin(&t->seq);
	t->n++;
	write_seqcount_end(&t->seq);
	spin_unlock(&t->lock);
	msleep(1);
}

void table_resize_wrongly(struct table *t)
{
	spin_lock(&t->lock);
	write_seqcount_begin(&t->seq);
	msleep(1); // expect: atomic-sleep {{under spin_lock(&t->lock)}}
	write_seqcount_end(&t->seq);
	spin_unlock(&t->lock);
}

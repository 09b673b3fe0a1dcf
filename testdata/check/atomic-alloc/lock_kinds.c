/* Reader-writer locks, sequence locks, bit locks, raw locks; sleeping locks do not count. */
#include <linux/bit_spinlock.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct kinds {
	rwlock_t rw;
	seqlock_t seq;
	seqcount_t count;
	raw_spinlock_t raw;
	unsigned long bits;
	struct mutex mutex;
	struct rw_semaphore sem;
	void *p;
};

void reader_writer(struct kinds *k)
{
	unsigned long flags;

	read_lock(&k->rw);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	read_unlock(&k->rw);
	write_lock_irqsave(&k->rw, flags);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	write_unlock_irqrestore(&k->rw, flags);
	k->p = kmalloc(8, GFP_KERNEL);
}

void sequence(struct kinds *k)
{
	unsigned int start;

	write_seqlock(&k->seq);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	write_sequnlock(&k->seq);
	write_seqlock_bh(&k->seq);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	write_sequnlock_bh(&k->seq);
	write_seqcount_begin(&k->count); /* no lock: see atomic-sleep/seqcounts.c */
	k->p = kmalloc(8, GFP_KERNEL);
	write_seqcount_end(&k->count);
	do {
		start = read_seqbegin(&k->seq);
		k->p = kmalloc(8, GFP_KERNEL);
	} while (read_seqretry(&k->seq, start));
}

void raw_and_bit(struct kinds *k)
{
	raw_spin_lock_irq(&k->raw);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	raw_spin_unlock_irq(&k->raw);
	bit_spin_lock(3, &k->bits);
	k->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	bit_spin_unlock(3, &k->bits);
	k->p = kmalloc(8, GFP_KERNEL);
}

void sleeping_locks(struct kinds *k)
{
	mutex_lock(&k->mutex);
	k->p = kmalloc(8, GFP_KERNEL);
	mutex_unlock(&k->mutex);
	down_write(&k->sem);
	k->p = kmalloc(8, GFP_KERNEL);
	up_write(&k->sem);
	if (mutex_trylock(&k->mutex)) {
		k->p = kmalloc(8, GFP_KERNEL);
		mutex_unlock(&k->mutex);
	}
}

/* Model of linux/seqlock.h: a seqlock's writer holds its spinlock, a seqcount's writer has preemption off. */
#ifndef _MODEL_LINUX_SEQLOCK_H
#define _MODEL_LINUX_SEQLOCK_H

#include <linux/spinlock.h>

typedef struct seqcount { unsigned int sequence; } seqcount_t;
typedef struct seqcount_spinlock { seqcount_t seqcount; } seqcount_spinlock_t;
typedef struct { seqcount_spinlock_t seqcount; spinlock_t lock; } seqlock_t;
#define DEFINE_SEQLOCK(x) seqlock_t x = { { { 0 } }, { { { 0 } } } }
#define SEQCNT_ZERO(name) { 0 }
#define seqlock_init(sl) do { spin_lock_init(&(sl)->lock); } while (0)
#define seqcount_init(s) do { (s)->sequence = 0; } while (0)
void do_write_seqcount_begin(seqcount_t *s);
void do_write_seqcount_end(seqcount_t *s);
unsigned int read_seqbegin(const seqlock_t *sl);
unsigned int read_seqretry(const seqlock_t *sl, unsigned int start);
unsigned int read_seqcount_begin(const seqcount_t *s);
int read_seqcount_retry(const seqcount_t *s, unsigned int start);
#define write_seqcount_begin(s) do { preempt_disable(); do_write_seqcount_begin(s); } while (0)
#define write_seqcount_end(s)   do { do_write_seqcount_end(s); preempt_enable(); } while (0)
#define raw_write_seqcount_begin(s) write_seqcount_begin(s)
#define raw_write_seqcount_end(s)   write_seqcount_end(s)

static inline void write_seqlock(seqlock_t *sl)
{
	spin_lock(&sl->lock);
	do_write_seqcount_begin(&sl->seqcount.seqcount);
}
static inline void write_sequnlock(seqlock_t *sl)
{
	do_write_seqcount_end(&sl->seqcount.seqcount);
	spin_unlock(&sl->lock);
}
static inline void write_seqlock_bh(seqlock_t *sl)
{
	spin_lock_bh(&sl->lock);
	do_write_seqcount_begin(&sl->seqcount.seqcount);
}
static inline void write_sequnlock_bh(seqlock_t *sl)
{
	do_write_seqcount_end(&sl->seqcount.seqcount);
	spin_unlock_bh(&sl->lock);
}
static inline void write_seqlock_irq(seqlock_t *sl)
{
	spin_lock_irq(&sl->lock);
	do_write_seqcount_begin(&sl->seqcount.seqcount);
}
static inline void write_sequnlock_irq(seqlock_t *sl)
{
	do_write_seqcount_end(&sl->seqcount.seqcount);
	spin_unlock_irq(&sl->lock);
}
static inline unsigned long __write_seqlock_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	do_write_seqcount_begin(&sl->seqcount.seqcount);
	return flags;
}
static inline void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	do_write_seqcount_end(&sl->seqcount.seqcount);
	spin_unlock_irqrestore(&sl->lock, flags);
}
#define write_seqlock_irqsave(lock, flags) do { flags = __write_seqlock_irqsave(lock); } while (0)
static inline void read_seqlock_excl(seqlock_t *sl)
{
	spin_lock(&sl->lock);
}
static inline void read_sequnlock_excl(seqlock_t *sl)
{
	spin_unlock(&sl->lock);
}

#endif

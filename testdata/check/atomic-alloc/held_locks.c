/* What the source says of locks that a function's caller holds: lockdep_assert_held() by the type of the lock,
 * __must_hold() and __releases() behind the parameters. */
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	raw_spinlock_t raw;
	rwlock_t table_lock;
	struct mutex mutex;
	spinlock_t *shared;
	void *buffer;
};

void ring_grow(struct ring *r)
{
	lockdep_assert_held(&r->lock);
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{after lockdep_assert_held(&r->lock)}}
}

void ring_grow_twin(struct ring *r)
{
	lockdep_assert_held(&r->lock);
	r->buffer = kmalloc(64, GFP_ATOMIC);
}

void ring_grow_raw(struct ring *r)
{
	assert_raw_spin_locked(&r->raw);
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{after assert_raw_spin_locked(&r->raw)}}
}

void ring_grow_table(struct ring *r)
{
	lockdep_assert_held_write(&r->table_lock);
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
}

/* A mutex may be held while one sleeps. */
void ring_grow_mutex(struct ring *r)
{
	lockdep_assert_held(&r->mutex);
	r->buffer = kmalloc(64, GFP_KERNEL);
}

void ring_grow_shared(struct ring *r)
{
	lockdep_assert_held(r->shared);
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{after lockdep_assert_held(r->shared)}}
}

/* The lock is dropped around the allocation. */
void ring_grow_dropped(struct ring *r)
{
	void *buffer;

	lockdep_assert_held(&r->lock);
	spin_unlock(&r->lock);
	buffer = kmalloc(64, GFP_KERNEL);
	spin_lock(&r->lock);
	r->buffer = buffer;
}

static void ring_reset(struct ring *r) __must_hold(&r->lock)
{
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{after __must_hold(&r->lock)}}
}

static void ring_refill(struct ring *r) __releases(&r->lock) __acquires(&r->lock)
{
	spin_unlock(&r->lock);
	r->buffer = kmalloc(64, GFP_KERNEL);
	spin_lock(&r->lock);
}

static void ring_flush(struct ring *r)
	__releases(r->shared)
{
	r->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(r->shared);
}

static void ring_close(struct ring *r) __must_hold(&r->mutex)
{
	r->buffer = kmalloc(64, GFP_KERNEL);
}

void ring_all(struct ring *r)
{
	spin_lock(&r->lock);
	ring_reset(r);
	ring_refill(r);
	spin_unlock(&r->lock);
	spin_lock(r->shared);
	ring_flush(r);
	mutex_lock(&r->mutex);
	ring_close(r);
	mutex_unlock(&r->mutex);
}

/* Whoever holds the mutex is no interrupt handler: the handler calls with `locked` zero. */
static void ring_service(struct ring *r, int locked)
{
	if (locked) {
		lockdep_assert_held(&r->mutex);
		r->buffer = kmalloc(64, GFP_KERNEL);
	}
}

static irqreturn_t ring_irq(int irq, void *data)
{
	struct ring *r = data;

	ring_service(r, r->buffer != NULL);
	return IRQ_HANDLED;
}

int ring_probe(struct ring *r, int irq)
{
	return request_irq(irq, ring_irq, 0, "ring", r);
}

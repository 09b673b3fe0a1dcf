/* Sleeping locks taken where sleeping is forbidden; unlocking and trying do not sleep. */
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/spinlock.h>

struct host {
	spinlock_t lock;
	struct mutex mutex;
	struct rw_semaphore rwsem;
	struct semaphore sem;
	int users;
};

void mutex_inside(struct host *h)
{
	spin_lock(&h->lock);
	mutex_lock(&h->mutex); // expect: atomic-sleep {{mutex_lock}} chain=mutex_inside confidence=definite
	h->users++;
	mutex_unlock(&h->mutex);
	spin_unlock(&h->lock);
}

void spinlock_inside(struct host *h)
{
	mutex_lock(&h->mutex);
	spin_lock(&h->lock);
	h->users++;
	spin_unlock(&h->lock);
	mutex_unlock(&h->mutex);
}

void unlocked_inside(struct host *h)
{
	mutex_lock(&h->mutex);
	spin_lock(&h->lock);
	h->users++;
	mutex_unlock(&h->mutex);
	spin_unlock(&h->lock);
}

void other_locks(struct host *h)
{
	spin_lock_bh(&h->lock);
	if (mutex_lock_interruptible(&h->mutex) == 0) // expect: atomic-sleep
		mutex_unlock(&h->mutex);
	down_read(&h->rwsem); // expect: atomic-sleep {{down_read}}
	up_read(&h->rwsem);
	down_write(&h->rwsem); // expect: atomic-sleep {{down_write}}
	up_write(&h->rwsem);
	down(&h->sem); // expect: atomic-sleep
	up(&h->sem);
	spin_unlock_bh(&h->lock);
}

void tried(struct host *h)
{
	spin_lock(&h->lock);
	if (mutex_trylock(&h->mutex)) {
		h->users++;
		mutex_unlock(&h->mutex);
	}
	if (down_read_trylock(&h->rwsem))
		up_read(&h->rwsem);
	if (!down_trylock(&h->sem))
		up(&h->sem);
	spin_unlock(&h->lock);
}

void guarded(struct host *h)
{
	guard(spinlock_irqsave)(&h->lock);
	guard(mutex)(&h->mutex); // expect: atomic-sleep
	h->users++;
}

void guarded_right(struct host *h)
{
	guard(mutex)(&h->mutex);
	guard(spinlock_irqsave)(&h->lock);
	h->users++;
}

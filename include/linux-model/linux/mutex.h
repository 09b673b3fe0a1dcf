/* Model of linux/mutex.h and ww_mutex.h: sleeping locks. */
#ifndef _MODEL_LINUX_MUTEX_H
#define _MODEL_LINUX_MUTEX_H

#include <linux/atomic.h>
#include <linux/cleanup.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>

struct device;
struct mutex { atomic_long_t owner; raw_spinlock_t wait_lock; struct list_head wait_list; };
#define __MUTEX_INITIALIZER(name) { .owner = ATOMIC_LONG_INIT(0) }
#define DEFINE_MUTEX(name) struct mutex name = __MUTEX_INITIALIZER(name)
void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);
#define mutex_init(mutex) do { static struct lock_class_key __key; __mutex_init((mutex), #mutex, &__key); } while (0)
void mutex_destroy(struct mutex *lock);
void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_lock_killable(struct mutex *lock);
void mutex_lock_io(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock);
#define mutex_lock_nested(lock, sub) mutex_lock(lock)
#define mutex_lock_interruptible_nested(lock, sub) mutex_lock_interruptible(lock)
int devm_mutex_init(struct device *dev, struct mutex *lock);

DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_GUARD_COND(mutex, _intr, mutex_lock_interruptible(_T) == 0)

struct ww_class { atomic_long_t stamp; };
struct ww_acquire_ctx { unsigned long stamp; };
struct ww_mutex { struct mutex base; struct ww_acquire_ctx *ctx; };
int ww_mutex_lock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
void ww_mutex_unlock(struct ww_mutex *lock);

#endif

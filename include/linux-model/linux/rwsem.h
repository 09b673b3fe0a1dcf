/* Model of linux/rwsem.h, semaphore.h and percpu-rwsem.h: sleeping locks; up() and the trylocks do not sleep. */
#ifndef _MODEL_LINUX_RWSEM_H
#define _MODEL_LINUX_RWSEM_H

#include <linux/atomic.h>
#include <linux/cleanup.h>
#include <linux/list.h>
#include <linux/spinlock.h>

struct rw_semaphore { atomic_long_t count; raw_spinlock_t wait_lock; struct list_head wait_list; };
#define __RWSEM_INITIALIZER(name) { .count = ATOMIC_LONG_INIT(0) }
#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)
void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key);
#define init_rwsem(sem) __init_rwsem((sem), #sem, NULL)
void down_read(struct rw_semaphore *sem);
int down_read_interruptible(struct rw_semaphore *sem);
int down_read_killable(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int down_write_killable(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
#define down_read_nested(sem, sub)  down_read(sem)
#define down_write_nested(sem, sub) down_write(sem)
DEFINE_GUARD(rwsem_read, struct rw_semaphore *, down_read(_T), up_read(_T))
DEFINE_GUARD(rwsem_write, struct rw_semaphore *, down_write(_T), up_write(_T))

struct semaphore { raw_spinlock_t lock; unsigned int count; struct list_head wait_list; };
#define DEFINE_SEMAPHORE(name, n) struct semaphore name = { .count = (n) }
void sema_init(struct semaphore *sem, int val);
void down(struct semaphore *sem);
int down_interruptible(struct semaphore *sem);
int down_killable(struct semaphore *sem);
int down_trylock(struct semaphore *sem);
int down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);

struct percpu_rw_semaphore { int dummy; };
void percpu_down_read(struct percpu_rw_semaphore *sem);
void percpu_up_read(struct percpu_rw_semaphore *sem);
void percpu_down_write(struct percpu_rw_semaphore *sem);
void percpu_up_write(struct percpu_rw_semaphore *sem);

#endif

/* Model of linux/wait.h, swait.h and completion.h: the wait_event macros test, then sleep in schedule(). */
#ifndef _MODEL_LINUX_WAIT_H
#define _MODEL_LINUX_WAIT_H

#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/spinlock.h>

#define MAX_SCHEDULE_TIMEOUT LONG_MAX
#define TASK_RUNNING         0x0000
#define TASK_INTERRUPTIBLE   0x0001
#define TASK_UNINTERRUPTIBLE 0x0002
#define TASK_WAKEKILL        0x0100
#define TASK_NORMAL          (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_KILLABLE        (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
void schedule(void);
void io_schedule(void);
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_killable(long timeout);
long schedule_timeout_uninterruptible(long timeout);

struct wait_queue_entry;
typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry, unsigned int mode, int flags, void *key);
struct wait_queue_entry { unsigned int flags; void *private; wait_queue_func_t func; struct list_head entry; };
typedef struct wait_queue_entry wait_queue_entry_t;
typedef struct wait_queue_head { spinlock_t lock; struct list_head head; } wait_queue_head_t;
struct task_struct;
int default_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int flags, void *key);
int autoremove_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync, void *key);
#define DECLARE_WAIT_QUEUE_HEAD(name) struct wait_queue_head name = { .head = LIST_HEAD_INIT(name.head) }
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name) DECLARE_WAIT_QUEUE_HEAD(name)
#define DECLARE_WAITQUEUE(name, tsk) struct wait_queue_entry name = { .private = (tsk), .func = default_wake_function }
#define DEFINE_WAIT(name) struct wait_queue_entry name = { .func = autoremove_wake_function }
void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name, struct lock_class_key *key);
#define init_waitqueue_head(wq_head) __init_waitqueue_head((wq_head), #wq_head, NULL)
void init_waitqueue_entry(struct wait_queue_entry *wq_entry, struct task_struct *p);
void init_waitqueue_func_entry(struct wait_queue_entry *wq_entry, wait_queue_func_t func);
void add_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
void prepare_to_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
void prepare_to_wait_exclusive(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry, int state);
void finish_wait(struct wait_queue_head *wq_head, struct wait_queue_entry *wq_entry);
int waitqueue_active(struct wait_queue_head *wq_head);
bool wq_has_sleeper(struct wait_queue_head *wq_head);
int __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr, void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode, int nr);
void __wake_up_sync(struct wait_queue_head *wq_head, unsigned int mode);
#define wake_up(x)                   __wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_nr(x, nr)            __wake_up(x, TASK_NORMAL, nr, NULL)
#define wake_up_all(x)               __wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x)            __wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_interruptible(x)     __wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_all(x) __wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)
#define wake_up_interruptible_sync(x) __wake_up_sync((x), TASK_INTERRUPTIBLE)
#define wake_up_poll(x, m)           __wake_up(x, TASK_NORMAL, 1, (void *)(unsigned long)(m))
#define wake_up_interruptible_poll(x, m) __wake_up(x, TASK_INTERRUPTIBLE, 1, (void *)(unsigned long)(m))

#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd) ({ \
	struct wait_queue_entry __wq_entry = { .flags = (exclusive) }; \
	long __ret = (ret); \
	for (;;) { \
		long __int = prepare_to_wait_event(&(wq_head), &__wq_entry, state); \
		if (condition) break; \
		if ((state) != TASK_UNINTERRUPTIBLE && __int) { __ret = __int; break; } \
		cmd; \
	} \
	finish_wait(&(wq_head), &__wq_entry); \
	__ret; })
#define ___wait_cond_timeout(condition) ({ bool __cond = (condition); if (__cond && !__ret) __ret = 1; __cond || !__ret; })
#define wait_event(wq_head, condition) do { \
	might_sleep(); \
	if (condition) break; \
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, schedule()); } while (0)
#define wait_event_idle(wq_head, condition) wait_event(wq_head, condition)
#define wait_event_cmd(wq_head, condition, cmd1, cmd2) do { \
	if (condition) break; \
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, cmd1; schedule(); cmd2); } while (0)
#define __model_wait_event(wq_head, condition, state) ({ \
	int __ret = 0; \
	might_sleep(); \
	if (!(condition)) __ret = ___wait_event(wq_head, condition, state, 0, 0, schedule()); \
	__ret; })
#define __model_wait_event_timeout(wq_head, condition, state, timeout) ({ \
	long __ret = (timeout); \
	might_sleep(); \
	if (!___wait_cond_timeout(condition)) \
		__ret = ___wait_event(wq_head, ___wait_cond_timeout(condition), state, 0, timeout, \
				      __ret = schedule_timeout(__ret)); \
	__ret; })
#define wait_event_interruptible(wq_head, condition) __model_wait_event(wq_head, condition, TASK_INTERRUPTIBLE)
#define wait_event_killable(wq_head, condition) __model_wait_event(wq_head, condition, TASK_KILLABLE)
#define wait_event_freezable(wq_head, condition) __model_wait_event(wq_head, condition, TASK_INTERRUPTIBLE)
#define wait_event_interruptible_exclusive(wq_head, condition) wait_event_interruptible(wq_head, condition)
#define wait_event_timeout(wq_head, condition, timeout) \
	__model_wait_event_timeout(wq_head, condition, TASK_UNINTERRUPTIBLE, timeout)
#define wait_event_interruptible_timeout(wq_head, condition, timeout) \
	__model_wait_event_timeout(wq_head, condition, TASK_INTERRUPTIBLE, timeout)
#define wait_event_freezable_timeout(wq_head, condition, timeout) wait_event_interruptible_timeout(wq_head, condition, timeout)
#define wait_event_lock_irq(wq_head, condition, lock) do { \
	if (condition) break; \
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE, 0, 0, \
			    spin_unlock_irq(&lock); schedule(); spin_lock_irq(&lock)); } while (0)
#define wait_event_interruptible_lock_irq(wq_head, condition, lock) ({ \
	int __ret = 0; \
	if (!(condition)) \
		__ret = ___wait_event(wq_head, condition, TASK_INTERRUPTIBLE, 0, 0, \
				      spin_unlock_irq(&lock); schedule(); spin_lock_irq(&lock)); \
	__ret; })
int wait_on_bit(unsigned long *word, int bit, unsigned int mode);
int wait_on_bit_timeout(unsigned long *word, int bit, unsigned int mode, unsigned long timeout);
void wake_up_bit(unsigned long *word, int bit);

struct swait_queue_head { raw_spinlock_t lock; struct list_head task_list; };
struct completion { unsigned int done; struct swait_queue_head wait; };
#define COMPLETION_INITIALIZER(work) { 0 }
#define COMPLETION_INITIALIZER_ONSTACK(work) (*({ init_completion(&work); &work; }))
#define DECLARE_COMPLETION(work) struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work) struct completion work = COMPLETION_INITIALIZER(work)
void init_completion(struct completion *x);
void reinit_completion(struct completion *x);
void wait_for_completion(struct completion *x);
void wait_for_completion_io(struct completion *x);
int wait_for_completion_interruptible(struct completion *x);
int wait_for_completion_killable(struct completion *x);
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout);
long wait_for_completion_killable_timeout(struct completion *x, unsigned long timeout);
bool try_wait_for_completion(struct completion *x);
bool completion_done(struct completion *x);
void complete(struct completion *x);
void complete_all(struct completion *x);

#endif

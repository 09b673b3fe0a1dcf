/* Model of linux/sched.h: tasks, signals, and the explicit ways to sleep. */
#ifndef _MODEL_LINUX_SCHED_H
#define _MODEL_LINUX_SCHED_H

#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/wait.h>

#define TASK_COMM_LEN 16
#define PF_KTHREAD 0x00200000
#define PF_MEMALLOC 0x00000800
#define SIGKILL 9
#define SIGTERM 15
#define SIGIO 29
#define POLL_IN 1
#define POLL_OUT 2
struct cred;
struct task_struct {
	unsigned int __state, flags;
	int prio;
	pid_t pid, tgid;
	char comm[TASK_COMM_LEN];
	struct mm_struct *mm, *active_mm;
	struct task_struct *group_leader;
	const struct cred *cred;
};
struct task_struct *get_current(void);
#define current get_current()
#define set_current_state(state)   do { (void)(state); } while (0)
#define __set_current_state(state) do { (void)(state); } while (0)
int __cond_resched(void);
#define cond_resched() ({ might_resched(); __cond_resched(); })
int __cond_resched_lock(spinlock_t *lock);
#define cond_resched_lock(lock) __cond_resched_lock(lock)
bool need_resched(void);
void yield(void);
int signal_pending(struct task_struct *p);
int fatal_signal_pending(struct task_struct *p);
int wake_up_process(struct task_struct *p);
int send_sig(int sig, struct task_struct *p, int priv);
void flush_signals(struct task_struct *p);
void allow_signal(int sig);
pid_t task_pid_nr(struct task_struct *p);
pid_t task_tgid_nr(struct task_struct *p);
struct task_struct *get_task_struct(struct task_struct *p);
void put_task_struct(struct task_struct *p);
void sched_set_fifo(struct task_struct *p);
void sched_set_fifo_low(struct task_struct *p);
void sched_set_normal(struct task_struct *p, int nice);
void set_user_nice(struct task_struct *p, long nice);
unsigned int memalloc_noio_save(void);
void memalloc_noio_restore(unsigned int flags);
unsigned int memalloc_nofs_save(void);
void memalloc_nofs_restore(unsigned int flags);
bool capable(int cap);
#define CAP_NET_ADMIN 12
#define CAP_SYS_RAWIO 17
#define CAP_SYS_ADMIN 21

struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data, int node, const char *fmt, ...);
#define kthread_create(threadfn, data, fmt, arg...) kthread_create_on_node(threadfn, data, NUMA_NO_NODE, fmt, ##arg)
#define kthread_run(threadfn, data, fmt, ...) ({ \
	struct task_struct *__k = kthread_create(threadfn, data, fmt, ##__VA_ARGS__); \
	if (!IS_ERR(__k)) wake_up_process(__k); \
	__k; })
int kthread_stop(struct task_struct *k);
bool kthread_should_stop(void);
bool kthread_should_park(void);
void kthread_parkme(void);
int kthread_park(struct task_struct *k);
void kthread_unpark(struct task_struct *k);
void kthread_bind(struct task_struct *k, unsigned int cpu);
void *kthread_data(struct task_struct *k);
bool kthread_freezable_should_stop(bool *was_frozen);
struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
struct kthread_worker { raw_spinlock_t lock; struct list_head work_list; struct task_struct *task; };
struct kthread_work { struct list_head node; kthread_work_func_t func; struct kthread_worker *worker; };
struct kthread_delayed_work { struct kthread_work work; struct timer_list *timer; };
#define kthread_init_work(_work, fn) do { INIT_LIST_HEAD(&(_work)->node); (_work)->func = (fn); } while (0)
struct kthread_worker *kthread_create_worker(unsigned int flags, const char *fmt, ...);
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_cancel_work_sync(struct kthread_work *work);
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
void kthread_destroy_worker(struct kthread_worker *worker);
bool set_freezable(void);
bool try_to_freeze(void);
bool freezing(struct task_struct *p);

#endif

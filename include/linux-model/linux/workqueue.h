/* Model of linux/workqueue.h: work functions run in a thread and may sleep; queueing does not sleep, flushing does. */
#ifndef _MODEL_LINUX_WORKQUEUE_H
#define _MODEL_LINUX_WORKQUEUE_H

#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>

struct device;
struct workqueue_struct;
struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);
struct work_struct { atomic_long_t data; struct list_head entry; work_func_t func; };
struct delayed_work { struct work_struct work; struct timer_list timer; struct workqueue_struct *wq; int cpu; };
struct rcu_work { struct work_struct work; struct rcu_head rcu; };
enum {
	WQ_BH = 1 << 0, WQ_UNBOUND = 1 << 1, WQ_FREEZABLE = 1 << 2, WQ_MEM_RECLAIM = 1 << 3, WQ_HIGHPRI = 1 << 4,
	WQ_CPU_INTENSIVE = 1 << 5, WQ_SYSFS = 1 << 6, WQ_POWER_EFFICIENT = 1 << 7, WORK_CPU_UNBOUND = 64,
};
extern struct workqueue_struct *system_wq, *system_highpri_wq, *system_long_wq, *system_unbound_wq, *system_freezable_wq,
	*system_power_efficient_wq, *system_bh_wq;

#define DECLARE_WORK(n, f) struct work_struct n = { .func = (f) }
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = { .work = { .func = (f) } }
#define INIT_WORK(_work, _func) do { INIT_LIST_HEAD(&(_work)->entry); (_work)->func = (_func); } while (0)
#define INIT_WORK_ONSTACK(_work, _func) INIT_WORK((_work), (_func))
void delayed_work_timer_fn(struct timer_list *t);
#define INIT_DELAYED_WORK(_work, _func) do { \
	INIT_WORK(&(_work)->work, (_func)); \
	__init_timer(&(_work)->timer, delayed_work_timer_fn, TIMER_IRQSAFE); } while (0)
#define INIT_DEFERRABLE_WORK(_work, _func) INIT_DELAYED_WORK(_work, _func)
#define INIT_RCU_WORK(_work, _func) INIT_WORK(&(_work)->work, (_func))
static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}
struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...);
#define alloc_ordered_workqueue(fmt, flags, args...) alloc_workqueue(fmt, WQ_UNBOUND | (flags), 1, ##args)
#define create_workqueue(name) alloc_workqueue("%s", WQ_MEM_RECLAIM, 1, (name))
#define create_singlethread_workqueue(name) alloc_ordered_workqueue("%s", WQ_MEM_RECLAIM, name)
#define create_freezable_workqueue(name) alloc_workqueue("%s", WQ_FREEZABLE, 1, (name))
void destroy_workqueue(struct workqueue_struct *wq);
bool queue_work(struct workqueue_struct *wq, struct work_struct *work);
bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay);
bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork, unsigned long delay);
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork);
bool schedule_work(struct work_struct *work);
bool schedule_work_on(int cpu, struct work_struct *work);
bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay);
bool flush_work(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *dwork);
void __flush_workqueue(struct workqueue_struct *wq);
#define flush_workqueue(wq) __flush_workqueue(wq)
void drain_workqueue(struct workqueue_struct *wq);
void flush_scheduled_work(void);
bool cancel_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);
bool disable_work_sync(struct work_struct *work);
bool disable_delayed_work_sync(struct delayed_work *dwork);
bool work_pending_model(const struct work_struct *work);
#define work_pending(work) work_pending_model(work)
#define delayed_work_pending(w) work_pending(&(w)->work)
unsigned int work_busy(struct work_struct *work);
struct work_struct *current_work(void);
int devm_delayed_work_autocancel(struct device *dev, struct delayed_work *w, work_func_t worker);
int devm_work_autocancel(struct device *dev, struct work_struct *w, work_func_t worker);

#endif

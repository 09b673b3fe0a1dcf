/* Model of linux/pm.h and pm_runtime.h: the synchronous calls sleep unless pm_runtime_irq_safe() was called. */
#ifndef _MODEL_LINUX_PM_H
#define _MODEL_LINUX_PM_H

#include <linux/types.h>

struct device;
typedef struct pm_message { int event; } pm_message_t;
#define PMSG_SUSPEND ((pm_message_t){ 2 })
#define PM_EVENT_SUSPEND 2
struct dev_pm_ops {
	int (*prepare)(struct device *dev);
	void (*complete)(struct device *dev);
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
	int (*freeze)(struct device *dev);
	int (*thaw)(struct device *dev);
	int (*poweroff)(struct device *dev);
	int (*restore)(struct device *dev);
	int (*suspend_late)(struct device *dev);
	int (*resume_early)(struct device *dev);
	int (*suspend_noirq)(struct device *dev);
	int (*resume_noirq)(struct device *dev);
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
	int (*runtime_idle)(struct device *dev);
};
struct dev_pm_info { unsigned int power_state; bool is_prepared; int usage_count; };
#define SYSTEM_SLEEP_PM_OPS(s, r) .suspend = (s), .resume = (r), .freeze = (s), .thaw = (r), .poweroff = (s), .restore = (r),
#define SET_SYSTEM_SLEEP_PM_OPS(s, r) SYSTEM_SLEEP_PM_OPS(s, r)
#define LATE_SYSTEM_SLEEP_PM_OPS(s, r) .suspend_late = (s), .resume_early = (r),
#define SET_LATE_SYSTEM_SLEEP_PM_OPS(s, r) LATE_SYSTEM_SLEEP_PM_OPS(s, r)
#define NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r) .suspend_noirq = (s), .resume_noirq = (r),
#define SET_NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r) NOIRQ_SYSTEM_SLEEP_PM_OPS(s, r)
#define RUNTIME_PM_OPS(s, r, i) .runtime_suspend = (s), .runtime_resume = (r), .runtime_idle = (i),
#define SET_RUNTIME_PM_OPS(s, r, i) RUNTIME_PM_OPS(s, r, i)
#define DEFINE_SIMPLE_DEV_PM_OPS(name, s, r) const struct dev_pm_ops name = { SYSTEM_SLEEP_PM_OPS(s, r) }
#define SIMPLE_DEV_PM_OPS(name, s, r) const struct dev_pm_ops __maybe_unused name = { SYSTEM_SLEEP_PM_OPS(s, r) }
#define DEFINE_RUNTIME_DEV_PM_OPS(name, s, r, i) const struct dev_pm_ops name = { RUNTIME_PM_OPS(s, r, i) }
#define UNIVERSAL_DEV_PM_OPS(name, s, r, i) const struct dev_pm_ops name = { RUNTIME_PM_OPS(s, r, i) }
#define pm_ptr(p)       (p)
#define pm_sleep_ptr(p) (p)

int pm_runtime_get_sync(struct device *dev);
int pm_runtime_resume_and_get(struct device *dev);
int pm_runtime_get(struct device *dev);
void pm_runtime_get_noresume(struct device *dev);
int pm_runtime_get_if_in_use(struct device *dev);
int pm_runtime_put(struct device *dev);
int pm_runtime_put_sync(struct device *dev);
int pm_runtime_put_sync_suspend(struct device *dev);
int pm_runtime_put_sync_autosuspend(struct device *dev);
int pm_runtime_put_autosuspend(struct device *dev);
int __pm_runtime_put_autosuspend(struct device *dev);
void pm_runtime_put_noidle(struct device *dev);
int pm_runtime_resume(struct device *dev);
int pm_runtime_suspend(struct device *dev);
int pm_request_resume(struct device *dev);
void pm_runtime_enable(struct device *dev);
void pm_runtime_disable(struct device *dev);
int devm_pm_runtime_enable(struct device *dev);
int pm_runtime_set_active(struct device *dev);
int pm_runtime_set_suspended(struct device *dev);
void pm_runtime_mark_last_busy(struct device *dev);
void pm_runtime_use_autosuspend(struct device *dev);
void pm_runtime_dont_use_autosuspend(struct device *dev);
void pm_runtime_set_autosuspend_delay(struct device *dev, int delay);
void pm_runtime_allow(struct device *dev);
void pm_runtime_forbid(struct device *dev);
void pm_runtime_irq_safe(struct device *dev);
bool pm_runtime_active(struct device *dev);
bool pm_runtime_suspended(struct device *dev);
bool pm_runtime_enabled(struct device *dev);
bool pm_runtime_status_suspended(struct device *dev);
int pm_runtime_barrier(struct device *dev);
int pm_runtime_force_suspend(struct device *dev);
int pm_runtime_force_resume(struct device *dev);
int device_init_wakeup(struct device *dev, bool val);
bool device_may_wakeup(struct device *dev);
int device_set_wakeup_enable(struct device *dev, bool enable);
void device_set_wakeup_capable(struct device *dev, bool capable);
void pm_wakeup_event(struct device *dev, unsigned int msec);
void pm_stay_awake(struct device *dev);
void pm_relax(struct device *dev);
int dev_pm_set_wake_irq(struct device *dev, int irq);
void dev_pm_clear_wake_irq(struct device *dev);

#endif

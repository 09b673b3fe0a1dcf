/* Model of linux/interrupt.h, irqreturn.h and irq.h: hard handlers, threaded handlers, tasklets, chips. */
#ifndef _MODEL_LINUX_INTERRUPT_H
#define _MODEL_LINUX_INTERRUPT_H

#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

enum irqreturn { IRQ_NONE = 0, IRQ_HANDLED = 1, IRQ_WAKE_THREAD = 2 };
typedef enum irqreturn irqreturn_t;
#define IRQ_RETVAL(x) ((x) ? IRQ_HANDLED : IRQ_NONE)
typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);
struct device;
struct irq_desc;
struct irq_domain;
struct module;

#define IRQF_TRIGGER_NONE    0x00000000
#define IRQF_TRIGGER_RISING  0x00000001
#define IRQF_TRIGGER_FALLING 0x00000002
#define IRQF_TRIGGER_HIGH    0x00000004
#define IRQF_TRIGGER_LOW     0x00000008
#define IRQF_SHARED          0x00000080
#define IRQF_PERCPU          0x00000400
#define IRQF_ONESHOT         0x00002000
#define IRQF_NO_SUSPEND      0x00004000
#define IRQF_NO_THREAD       0x00010000
#define IRQF_EARLY_RESUME    0x00020000
#define IRQF_COND_SUSPEND    0x00040000
#define IRQF_NO_AUTOEN       0x00080000

int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn, unsigned long flags,
			 const char *name, void *dev);
static inline int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}
int request_any_context_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name, void *dev);
int request_percpu_irq(unsigned int irq, irq_handler_t handler, const char *name, void __percpu *dev);
int devm_request_threaded_irq(struct device *dev, unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			      unsigned long flags, const char *name, void *dev_id);
static inline int devm_request_irq(struct device *dev, unsigned int irq, irq_handler_t handler, unsigned long flags,
				   const char *name, void *dev_id)
{
	return devm_request_threaded_irq(dev, irq, handler, NULL, flags, name, dev_id);
}
int devm_request_any_context_irq(struct device *dev, unsigned int irq, irq_handler_t handler, unsigned long flags,
				 const char *name, void *dev_id);
const void *free_irq(unsigned int irq, void *dev);
void free_percpu_irq(unsigned int irq, void __percpu *dev);
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id);
void disable_irq(unsigned int irq);
void disable_irq_nosync(unsigned int irq);
bool disable_hardirq(unsigned int irq);
void enable_irq(unsigned int irq);
void synchronize_irq(unsigned int irq);
bool synchronize_hardirq(unsigned int irq);
int irq_set_affinity_hint(unsigned int irq, const struct cpumask *m);
int irq_set_irq_wake(unsigned int irq, unsigned int on);
int enable_irq_wake(unsigned int irq);
int disable_irq_wake(unsigned int irq);
void irq_wake_thread(unsigned int irq, void *dev_id);
DEFINE_LOCK_GUARD_1(disable_irq, int, disable_irq(*_T->lock), enable_irq(*_T->lock))

struct tasklet_struct {
	struct tasklet_struct *next;
	unsigned long state;
	atomic_t count;
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};
#define DECLARE_TASKLET(name, _callback) struct tasklet_struct name = { .callback = _callback, .use_callback = true }
#define DECLARE_TASKLET_OLD(name, _func) struct tasklet_struct name = { .func = _func }
#define DECLARE_TASKLET_DISABLED(name, _callback) DECLARE_TASKLET(name, _callback)
#define from_tasklet(var, callback_tasklet, field) container_of(callback_tasklet, typeof(*var), field)
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void tasklet_schedule(struct tasklet_struct *t);
void tasklet_hi_schedule(struct tasklet_struct *t);
void tasklet_disable(struct tasklet_struct *t);
void tasklet_disable_nosync(struct tasklet_struct *t);
void tasklet_enable(struct tasklet_struct *t);
void tasklet_kill(struct tasklet_struct *t);
void tasklet_unlock_wait(struct tasklet_struct *t);

struct softirq_action { void (*action)(struct softirq_action *a); };
void open_softirq(int nr, void (*action)(struct softirq_action *a));
void raise_softirq(unsigned int nr);

struct irq_affinity_notify {
	unsigned int irq;
	struct kref kref;
	struct work_struct work;
	void (*notify)(struct irq_affinity_notify *notify, const cpumask_t *mask);
	void (*release)(struct kref *ref);
};

#define IRQ_TYPE_NONE 0
#define IRQ_TYPE_EDGE_RISING 1
#define IRQ_TYPE_EDGE_FALLING 2
#define IRQ_TYPE_EDGE_BOTH 3
#define IRQ_TYPE_LEVEL_HIGH 4
#define IRQ_TYPE_LEVEL_LOW 8
#define IRQ_TYPE_SENSE_MASK 0xf
#define IRQ_NOREQUEST 0x800
#define IRQ_NOPROBE 0x400
#define IRQ_NOAUTOEN 0x1000
struct irq_data {
	u32 mask;
	unsigned int irq;
	irq_hw_number_t hwirq;
	struct irq_chip *chip;
	struct irq_domain *domain;
	void *chip_data;
};
struct irq_chip {
	const char *name;
	unsigned int (*irq_startup)(struct irq_data *data);
	void (*irq_shutdown)(struct irq_data *data);
	void (*irq_enable)(struct irq_data *data);
	void (*irq_disable)(struct irq_data *data);
	void (*irq_ack)(struct irq_data *data);
	void (*irq_mask)(struct irq_data *data);
	void (*irq_mask_ack)(struct irq_data *data);
	void (*irq_unmask)(struct irq_data *data);
	void (*irq_eoi)(struct irq_data *data);
	int (*irq_set_affinity)(struct irq_data *data, const struct cpumask *dest, bool force);
	int (*irq_retrigger)(struct irq_data *data);
	int (*irq_set_type)(struct irq_data *data, unsigned int flow_type);
	int (*irq_set_wake)(struct irq_data *data, unsigned int on);
	void (*irq_bus_lock)(struct irq_data *data);
	void (*irq_bus_sync_unlock)(struct irq_data *data);
	int (*irq_request_resources)(struct irq_data *data);
	void (*irq_release_resources)(struct irq_data *data);
	unsigned long flags;
};
#define IRQCHIP_IMMUTABLE 0x800
#define IRQCHIP_SKIP_SET_WAKE 0x10
#define IRQCHIP_MASK_ON_SUSPEND 0x4
typedef void (*irq_flow_handler_t)(struct irq_desc *desc);
void handle_simple_irq(struct irq_desc *desc);
void handle_level_irq(struct irq_desc *desc);
void handle_edge_irq(struct irq_desc *desc);
void handle_bad_irq(struct irq_desc *desc);
void handle_nested_irq(unsigned int irq);
int generic_handle_irq(unsigned int irq);
int generic_handle_domain_irq(struct irq_domain *domain, irq_hw_number_t hwirq);
void *irq_data_get_irq_chip_data(struct irq_data *d);
irq_hw_number_t irqd_to_hwirq(struct irq_data *d);
struct irq_chip *irq_desc_get_chip(struct irq_desc *desc);
void *irq_desc_get_handler_data(struct irq_desc *desc);
void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip, irq_flow_handler_t handle);
void irq_set_chained_handler_and_data(unsigned int irq, irq_flow_handler_t handle, void *data);
void irq_set_chained_handler(unsigned int irq, irq_flow_handler_t handle);
int irq_set_chip_data(unsigned int irq, void *data);
void irq_set_status_flags(unsigned int irq, unsigned long set);
void irq_set_nested_thread(unsigned int irq, bool nest);
int irq_set_irq_type(unsigned int irq, unsigned int type);
void chained_irq_enter(struct irq_chip *chip, struct irq_desc *desc);
void chained_irq_exit(struct irq_chip *chip, struct irq_desc *desc);
struct irq_domain_ops {
	int (*map)(struct irq_domain *d, unsigned int virq, irq_hw_number_t hw);
	void (*unmap)(struct irq_domain *d, unsigned int virq);
	int (*xlate)(struct irq_domain *d, void *node, const u32 *intspec, unsigned int intsize,
		     unsigned long *out_hwirq, unsigned int *out_type);
};
struct irq_domain { const char *name; const struct irq_domain_ops *ops; void *host_data; };
struct device_node;
struct irq_domain *irq_domain_add_linear(struct device_node *node, unsigned int size, const struct irq_domain_ops *ops,
					 void *host_data);
void irq_domain_remove(struct irq_domain *domain);
unsigned int irq_create_mapping(struct irq_domain *host, irq_hw_number_t hwirq);
unsigned int irq_find_mapping(struct irq_domain *host, irq_hw_number_t hwirq);
void irq_dispose_mapping(unsigned int virq);

struct irq_work { struct llist_node llnode; void (*func)(struct irq_work *work); };
#define IRQ_WORK_INIT(_func) (struct irq_work){ .func = (_func) }
#define DEFINE_IRQ_WORK(name, _f) struct irq_work name = { .func = (_f) }
static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}
bool irq_work_queue(struct irq_work *work);
void irq_work_sync(struct irq_work *work);

#endif

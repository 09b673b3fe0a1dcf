/* Model of linux/timer.h: timer callbacks run in softirq. */
#ifndef _MODEL_LINUX_TIMER_H
#define _MODEL_LINUX_TIMER_H

#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/lockdep.h>

struct timer_list {
	struct hlist_node entry;
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	u32 flags;
};
#define TIMER_DEFERRABLE 0x00080000
#define TIMER_PINNED     0x00100000
#define TIMER_IRQSAFE    0x00200000
#define DEFINE_TIMER(_name, _function) struct timer_list _name = { .function = (_function) }
#define TIMER_INITIALIZER(_function, _flags) { .function = (_function), .flags = (_flags) }
void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned int flags, const char *name,
		    struct lock_class_key *key);
#define __init_timer(_timer, _fn, _flags) init_timer_key((_timer), (_fn), (_flags), #_timer, NULL)
#define timer_setup(timer, callback, flags) __init_timer((timer), (callback), (flags))
#define timer_setup_on_stack(timer, callback, flags) __init_timer((timer), (callback), (flags))
#define destroy_timer_on_stack(timer) do { (void)(timer); } while (0)
#define from_timer(var, callback_timer, timer_fieldname) container_of(callback_timer, typeof(*var), timer_fieldname)
#define timer_container_of(var, callback_timer, timer_fieldname) container_of(callback_timer, typeof(*var), timer_fieldname)
int timer_pending(const struct timer_list *timer);
int mod_timer(struct timer_list *timer, unsigned long expires);
int mod_timer_pending(struct timer_list *timer, unsigned long expires);
int timer_reduce(struct timer_list *timer, unsigned long expires);
void add_timer(struct timer_list *timer);
void add_timer_on(struct timer_list *timer, int cpu);
int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int timer_shutdown(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);
int del_timer(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer);
int try_to_del_timer_sync(struct timer_list *timer);

#endif

/* Model of linux/notifier.h and reboot.h: atomic chains call their callbacks inside rcu_read_lock(). */
#ifndef _MODEL_LINUX_NOTIFIER_H
#define _MODEL_LINUX_NOTIFIER_H

#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);
struct notifier_block { notifier_fn_t notifier_call; struct notifier_block *next; int priority; };
struct atomic_notifier_head { spinlock_t lock; struct notifier_block *head; };
struct blocking_notifier_head { struct rw_semaphore rwsem; struct notifier_block *head; };
struct raw_notifier_head { struct notifier_block *head; };
#define NOTIFY_DONE 0
#define NOTIFY_OK 1
#define NOTIFY_BAD 0x8002
#define NOTIFY_STOP 0x8001
#define ATOMIC_NOTIFIER_HEAD(name) struct atomic_notifier_head name
#define BLOCKING_NOTIFIER_HEAD(name) struct blocking_notifier_head name
#define RAW_NOTIFIER_HEAD(name) struct raw_notifier_head name
#define ATOMIC_INIT_NOTIFIER_HEAD(n) do { spin_lock_init(&(n)->lock); (n)->head = NULL; } while (0)
#define BLOCKING_INIT_NOTIFIER_HEAD(n) do { init_rwsem(&(n)->rwsem); (n)->head = NULL; } while (0)
int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long val, void *v);
int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long val, void *v);
int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v);
extern struct atomic_notifier_head panic_notifier_list;
int register_reboot_notifier(struct notifier_block *nb);
int unregister_reboot_notifier(struct notifier_block *nb);
int register_pm_notifier(struct notifier_block *nb);
int unregister_pm_notifier(struct notifier_block *nb);
int register_inetaddr_notifier(struct notifier_block *nb);
int unregister_inetaddr_notifier(struct notifier_block *nb);
void orderly_poweroff(bool force);
#define SYS_RESTART 1
#define SYS_HALT 2
#define SYS_POWER_OFF 3

#endif

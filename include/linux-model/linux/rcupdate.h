/* Model of linux/rcupdate.h and srcu.h: readers may not sleep (srcu readers may), callbacks run in softirq. */
#ifndef _MODEL_LINUX_RCUPDATE_H
#define _MODEL_LINUX_RCUPDATE_H

#include <linux/cleanup.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/preempt.h>

void __rcu_read_lock(void);
void __rcu_read_unlock(void);
static __always_inline void rcu_read_lock(void)
{
	__rcu_read_lock();
}
static inline void rcu_read_unlock(void)
{
	__rcu_read_unlock();
}
static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}
static inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}
static inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}
static inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}
int rcu_read_lock_held(void);
void synchronize_rcu(void);
void synchronize_rcu_expedited(void);
void synchronize_net(void);
void rcu_barrier(void);
void call_rcu(struct rcu_head *head, rcu_callback_t func);
void call_rcu_hurry(struct rcu_head *head, rcu_callback_t func);
void kvfree_call_rcu(struct rcu_head *head, void *ptr);
#define kfree_rcu(ptr, rhf)  do { typeof(ptr) ___p = (ptr); if (___p) kvfree_call_rcu(&((___p)->rhf), (void *)(___p)); } while (0)
#define kvfree_rcu(ptr, rhf) kfree_rcu(ptr, rhf)
#define kfree_rcu_mightsleep(ptr) do { typeof(ptr) ___p = (ptr); might_sleep(); if (___p) kvfree_call_rcu(NULL, (void *)(___p)); } while (0)
#define kvfree_rcu_mightsleep(ptr) kfree_rcu_mightsleep(ptr)
#define rcu_dereference(p)              READ_ONCE(p)
#define rcu_dereference_bh(p)           READ_ONCE(p)
#define rcu_dereference_check(p, c)     READ_ONCE(p)
#define rcu_dereference_protected(p, c) (p)
#define rcu_dereference_raw(p)          READ_ONCE(p)
#define rcu_dereference_rtnl(p)         READ_ONCE(p)
#define rcu_access_pointer(p)           READ_ONCE(p)
#define rcu_assign_pointer(p, v)        WRITE_ONCE(p, v)
#define rcu_replace_pointer(p, v, c)    ({ typeof(p) __tmp = (p); WRITE_ONCE(p, v); __tmp; })
#define RCU_INIT_POINTER(p, v)          WRITE_ONCE(p, v)
#define RCU_LOCKDEP_WARN(c, s)          do { } while (0)
DEFINE_LOCK_GUARD_0(rcu, rcu_read_lock(), rcu_read_unlock())

struct srcu_struct { int dummy; };
#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name
int init_srcu_struct(struct srcu_struct *ssp);
void cleanup_srcu_struct(struct srcu_struct *ssp);
int srcu_read_lock(struct srcu_struct *ssp);
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
void synchronize_srcu(struct srcu_struct *ssp);
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func);
#define srcu_dereference(p, ssp) READ_ONCE(p)

#endif

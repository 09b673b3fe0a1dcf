/* Model of linux/preempt.h, hardirq.h and bottom_half.h: the preempt count, and the tests of the context. */
#ifndef _MODEL_LINUX_PREEMPT_H
#define _MODEL_LINUX_PREEMPT_H

#include <linux/cleanup.h>
#include <linux/types.h>

#define PREEMPT_OFFSET (1UL << 0)
#define SOFTIRQ_OFFSET (1UL << 8)
#define SOFTIRQ_DISABLE_OFFSET (2 * SOFTIRQ_OFFSET)
#define HARDIRQ_OFFSET (1UL << 16)
#define NMI_OFFSET     (1UL << 20)
#define SOFTIRQ_MASK   0x0000ff00UL
#define HARDIRQ_MASK   0x000f0000UL
#define NMI_MASK       0x00f00000UL

int preempt_count(void);
void preempt_count_add(int val);
void preempt_count_sub(int val);
#define preempt_count_inc() preempt_count_add(1)
#define preempt_count_dec() preempt_count_sub(1)
#define preempt_disable() do { preempt_count_inc(); barrier(); } while (0)
#define preempt_enable()  do { barrier(); preempt_count_dec(); } while (0)
#define preempt_enable_no_resched() preempt_enable()
#define preempt_disable_notrace() preempt_disable()
#define preempt_enable_notrace()  preempt_enable()
#define migrate_disable() do { } while (0)
#define migrate_enable()  do { } while (0)

#define irq_count()          (preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK))
#define in_nmi()             (preempt_count() & NMI_MASK)
#define in_hardirq()         (preempt_count() & HARDIRQ_MASK)
#define in_irq()             (preempt_count() & HARDIRQ_MASK)
#define in_softirq()         (preempt_count() & SOFTIRQ_MASK)
#define in_serving_softirq() (preempt_count() & SOFTIRQ_OFFSET)
#define in_interrupt()       (irq_count())
#define in_task()            (!(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET)))
#define in_atomic()          (preempt_count() != 0)
#define preemptible()        (preempt_count() == 0 && !irqs_disabled())
bool model_irqs_disabled(void);
#ifndef irqs_disabled
#define irqs_disabled() model_irqs_disabled()
#endif

void __local_bh_disable_ip(unsigned long ip, unsigned int cnt);
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);
static inline void local_bh_disable(void)
{
	__local_bh_disable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}
static inline void local_bh_enable(void)
{
	__local_bh_enable_ip(_THIS_IP_, SOFTIRQ_DISABLE_OFFSET);
}

DEFINE_LOCK_GUARD_0(preempt, preempt_disable(), preempt_enable())
DEFINE_LOCK_GUARD_0(bh, local_bh_disable(), local_bh_enable())

#endif

/* Model of linux/local_lock.h. */
#ifndef _MODEL_LINUX_LOCAL_LOCK_H
#define _MODEL_LINUX_LOCAL_LOCK_H

#include <linux/irqflags.h>

typedef struct { int dummy; } local_lock_t;
#define INIT_LOCAL_LOCK(l) { 0 }
#define local_lock_init(l) do { (void)(l); } while (0)
#define local_lock(l)      do { (void)(l); preempt_disable(); } while (0)
#define local_unlock(l)    do { (void)(l); preempt_enable(); } while (0)
#define local_lock_irq(l)   do { (void)(l); local_irq_disable(); } while (0)
#define local_unlock_irq(l) do { (void)(l); local_irq_enable(); } while (0)
#define local_lock_irqsave(l, flags)      do { (void)(l); local_irq_save(flags); } while (0)
#define local_unlock_irqrestore(l, flags) do { (void)(l); local_irq_restore(flags); } while (0)

#endif

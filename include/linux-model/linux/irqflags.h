/* Model of linux/irqflags.h: interrupts off and on. */
#ifndef _MODEL_LINUX_IRQFLAGS_H
#define _MODEL_LINUX_IRQFLAGS_H

#include <linux/cleanup.h>
#include <linux/preempt.h>

void arch_local_irq_disable(void);
void arch_local_irq_enable(void);
unsigned long arch_local_irq_save(void);
void arch_local_irq_restore(unsigned long flags);
unsigned long arch_local_save_flags(void);
#define raw_local_irq_disable()      arch_local_irq_disable()
#define raw_local_irq_enable()       arch_local_irq_enable()
#define raw_local_irq_save(flags)    do { flags = arch_local_irq_save(); } while (0)
#define raw_local_irq_restore(flags) do { arch_local_irq_restore(flags); } while (0)
#define local_irq_disable()      do { raw_local_irq_disable(); } while (0)
#define local_irq_enable()       do { raw_local_irq_enable(); } while (0)
#define local_irq_save(flags)    do { raw_local_irq_save(flags); } while (0)
#define local_irq_restore(flags) do { raw_local_irq_restore(flags); } while (0)
#define local_save_flags(flags)  do { flags = arch_local_save_flags(); } while (0)

DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags), local_irq_restore(_T->flags), unsigned long flags)

#endif

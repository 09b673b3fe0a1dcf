/* Model of linux/bit_spinlock.h: a bit as a spinlock. */
#ifndef _MODEL_LINUX_BIT_SPINLOCK_H
#define _MODEL_LINUX_BIT_SPINLOCK_H

#include <linux/types.h>

void bit_spin_lock(int bitnum, unsigned long *addr);
int bit_spin_trylock(int bitnum, unsigned long *addr);
void bit_spin_unlock(int bitnum, unsigned long *addr);
void __bit_spin_unlock(int bitnum, unsigned long *addr);
int bit_spin_is_locked(int bitnum, unsigned long *addr);

#endif

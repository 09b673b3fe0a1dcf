/* Model of asm/spinlock.h: all of it is in linux/spinlock.h. */
#include <linux/spinlock.h>

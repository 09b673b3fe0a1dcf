/* Model of linux/spinlock_types.h: all of it is in linux/spinlock.h. */
#include <linux/spinlock.h>

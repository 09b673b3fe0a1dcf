/* Model of linux/rwlock_types.h: all of it is in linux/spinlock.h. */
#include <linux/spinlock.h>

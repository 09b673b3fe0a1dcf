/* Model of linux/rwlock.h: all of it is in linux/spinlock.h. */
#include <linux/spinlock.h>

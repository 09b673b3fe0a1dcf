/* Model of linux/semaphore.h: all of it is in linux/rwsem.h. */
#include <linux/rwsem.h>

/* Model of linux/percpu-rwsem.h: all of it is in linux/rwsem.h. */
#include <linux/rwsem.h>

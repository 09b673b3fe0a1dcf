/* Model of linux/sched/prio.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

/* Model of linux/sched/mm.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

/* Model of uapi/linux/sched/types.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

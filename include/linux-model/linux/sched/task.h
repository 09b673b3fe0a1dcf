/* Model of linux/sched/task.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

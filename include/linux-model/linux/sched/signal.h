/* Model of linux/sched/signal.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

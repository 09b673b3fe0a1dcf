/* Model of linux/signal_types.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

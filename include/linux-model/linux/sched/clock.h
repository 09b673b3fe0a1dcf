/* Model of linux/sched/clock.h: all of it is in linux/jiffies.h. */
#include <linux/jiffies.h>

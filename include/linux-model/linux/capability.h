/* Model of linux/capability.h: all of it is in linux/sched.h. */
#include <linux/sched.h>

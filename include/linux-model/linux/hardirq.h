/* Model of linux/hardirq.h: all of it is in linux/preempt.h. */
#include <linux/preempt.h>

/* Model of linux/preempt_mask.h: all of it is in linux/preempt.h. */
#include <linux/preempt.h>

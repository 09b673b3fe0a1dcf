/* Model of linux/bottom_half.h: all of it is in linux/preempt.h. */
#include <linux/preempt.h>

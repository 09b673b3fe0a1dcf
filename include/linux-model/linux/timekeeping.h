/* Model of linux/timekeeping.h: all of it is in linux/jiffies.h. */
#include <linux/jiffies.h>

/* Model of linux/time64.h: all of it is in linux/jiffies.h. */
#include <linux/jiffies.h>

/* Model of linux/suspend.h: all of it is in linux/pm.h. */
#include <linux/pm.h>

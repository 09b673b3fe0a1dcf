/* Model of linux/pm_wakeup.h: all of it is in linux/pm.h. */
#include <linux/pm.h>

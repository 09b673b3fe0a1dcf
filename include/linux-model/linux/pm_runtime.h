/* Model of linux/pm_runtime.h: all of it is in linux/pm.h. */
#include <linux/pm.h>

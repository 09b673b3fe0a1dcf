/* Model of linux/pm_wakeirq.h: all of it is in linux/pm.h. */
#include <linux/pm.h>

/* Model of linux/of_platform.h: all of it is in linux/of.h. */
#include <linux/of.h>

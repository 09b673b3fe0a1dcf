/* Model of linux/property.h: all of it is in linux/of.h. */
#include <linux/of.h>

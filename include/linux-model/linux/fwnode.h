/* Model of linux/fwnode.h: all of it is in linux/of.h. */
#include <linux/of.h>

/* Model of linux/of_device.h: all of it is in linux/of.h. */
#include <linux/of.h>

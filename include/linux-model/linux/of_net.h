/* Model of linux/of_net.h: all of it is in linux/of.h. */
#include <linux/of.h>

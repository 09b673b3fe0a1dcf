/* Model of linux/of_address.h: all of it is in linux/of.h. */
#include <linux/of.h>

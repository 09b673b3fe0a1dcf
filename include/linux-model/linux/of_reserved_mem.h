/* Model of linux/of_reserved_mem.h: all of it is in linux/of.h. */
#include <linux/of.h>

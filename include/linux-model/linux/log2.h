/* Model of linux/log2.h: all of it is in linux/minmax.h. */
#include <linux/minmax.h>

/* Model of linux/math64.h: all of it is in linux/minmax.h. */
#include <linux/minmax.h>

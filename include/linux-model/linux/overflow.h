/* Model of linux/overflow.h: all of it is in linux/minmax.h. */
#include <linux/minmax.h>

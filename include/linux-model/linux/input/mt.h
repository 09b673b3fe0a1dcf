/* Model of linux/input/mt.h: all of it is in linux/input.h. */
#include <linux/input.h>

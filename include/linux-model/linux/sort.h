/* Model of linux/sort.h: all of it is in linux/kernel.h. */
#include <linux/kernel.h>

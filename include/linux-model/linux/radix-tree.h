/* Model of linux/radix-tree.h: all of it is in linux/idr.h. */
#include <linux/idr.h>

/* Model of linux/pfn.h: all of it is in linux/mm.h. */
#include <linux/mm.h>

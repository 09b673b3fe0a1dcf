/* Model of linux/mm_types.h: all of it is in linux/mm.h. */
#include <linux/mm.h>

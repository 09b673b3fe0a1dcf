/* Model of linux/gfp_types.h: all of it is in linux/gfp.h. */
#include <linux/gfp.h>

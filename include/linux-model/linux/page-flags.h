/* Model of linux/page-flags.h: all of it is in linux/mm.h. */
#include <linux/mm.h>

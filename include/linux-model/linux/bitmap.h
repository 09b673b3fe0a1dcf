/* Model of linux/bitmap.h: all of it is in linux/bitops.h. */
#include <linux/bitops.h>

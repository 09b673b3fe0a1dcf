/* Model of linux/bitrev.h: all of it is in linux/bitops.h. */
#include <linux/bitops.h>

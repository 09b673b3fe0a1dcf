/* Model of linux/find.h: all of it is in linux/bitops.h. */
#include <linux/bitops.h>

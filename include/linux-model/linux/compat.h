/* Model of linux/compat.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

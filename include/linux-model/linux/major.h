/* Model of linux/major.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

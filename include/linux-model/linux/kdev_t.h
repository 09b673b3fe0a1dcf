/* Model of linux/kdev_t.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

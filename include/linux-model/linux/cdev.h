/* Model of linux/cdev.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

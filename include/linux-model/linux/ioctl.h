/* Model of linux/ioctl.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

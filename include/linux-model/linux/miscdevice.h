/* Model of linux/miscdevice.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

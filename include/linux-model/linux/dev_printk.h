/* Model of linux/dev_printk.h: all of it is in linux/device.h. */
#include <linux/device.h>

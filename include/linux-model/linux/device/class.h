/* Model of linux/device/class.h: all of it is in linux/device.h. */
#include <linux/device.h>

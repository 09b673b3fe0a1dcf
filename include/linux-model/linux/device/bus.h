/* Model of linux/device/bus.h: all of it is in linux/device.h. */
#include <linux/device.h>

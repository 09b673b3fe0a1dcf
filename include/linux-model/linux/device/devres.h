/* Model of linux/device/devres.h: all of it is in linux/device.h. */
#include <linux/device.h>

/* Model of linux/devres.h: all of it is in linux/device.h. */
#include <linux/device.h>

/* Model of linux/device/driver.h: all of it is in linux/device.h. */
#include <linux/device.h>

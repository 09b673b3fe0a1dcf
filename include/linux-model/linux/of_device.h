/* Model of linux/of_device.h: linux/of.h, with platform devices. */
#include <linux/of.h>
#include <linux/platform_device.h>

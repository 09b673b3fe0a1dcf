/* Model of linux/usb/input.h: all of it is in linux/input.h. */
#include <linux/input.h>

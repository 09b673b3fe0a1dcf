/* Model of uapi/linux/usb/ch9.h: all of it is in linux/usb/ch9.h. */
#include <linux/usb/ch9.h>

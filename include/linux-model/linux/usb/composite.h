/* Model of linux/usb/composite.h: all of it is in linux/usb/gadget.h. */
#include <linux/usb/gadget.h>

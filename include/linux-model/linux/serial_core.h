/* Model of linux/serial_core.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

/* Model of linux/tty_port.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

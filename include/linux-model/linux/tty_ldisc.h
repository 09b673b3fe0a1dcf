/* Model of linux/tty_ldisc.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

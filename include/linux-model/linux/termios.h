/* Model of linux/termios.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

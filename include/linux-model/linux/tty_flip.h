/* Model of linux/tty_flip.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

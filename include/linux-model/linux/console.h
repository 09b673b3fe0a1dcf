/* Model of linux/console.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

/* Model of linux/tty_driver.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

/* Model of linux/circ_buf.h: all of it is in linux/tty.h. */
#include <linux/tty.h>

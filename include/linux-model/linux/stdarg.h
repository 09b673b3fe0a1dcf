/* Model of linux/stdarg.h: all of it is in linux/kernel.h. */
#include <linux/kernel.h>

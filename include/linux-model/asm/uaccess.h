/* Model of asm/uaccess.h: all of it is in linux/uaccess.h. */
#include <linux/uaccess.h>

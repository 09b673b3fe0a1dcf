/* Model of asm/atomic.h: all of it is in linux/atomic.h. */
#include <linux/atomic.h>

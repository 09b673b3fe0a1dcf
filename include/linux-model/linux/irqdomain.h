/* Model of linux/irqdomain.h: all of it is in linux/interrupt.h. */
#include <linux/interrupt.h>

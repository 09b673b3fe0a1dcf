/* Model of linux/irqdesc.h: all of it is in linux/interrupt.h. */
#include <linux/interrupt.h>

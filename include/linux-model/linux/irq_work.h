/* Model of linux/irq_work.h: all of it is in linux/interrupt.h. */
#include <linux/interrupt.h>

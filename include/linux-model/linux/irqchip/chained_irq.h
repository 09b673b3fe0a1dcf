/* Model of linux/irqchip/chained_irq.h: all of it is in linux/interrupt.h. */
#include <linux/interrupt.h>

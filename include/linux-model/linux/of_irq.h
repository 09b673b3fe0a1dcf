/* Model of linux/of_irq.h: all of it is in linux/of.h. */
#include <linux/of.h>

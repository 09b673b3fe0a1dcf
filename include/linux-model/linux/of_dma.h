/* Model of linux/of_dma.h: all of it is in linux/of.h. */
#include <linux/of.h>

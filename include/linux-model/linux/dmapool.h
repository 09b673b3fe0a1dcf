/* Model of linux/dmapool.h: all of it is in linux/dma-mapping.h. */
#include <linux/dma-mapping.h>

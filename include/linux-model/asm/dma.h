/* Model of asm/dma.h: all of it is in linux/io.h. */
#include <linux/io.h>

/* Model of asm/cacheflush.h: nothing beyond linux/types.h and linux/compiler.h. */
#include <linux/compiler.h>
#include <linux/types.h>

/* Model of asm/processor.h: nothing beyond linux/types.h and linux/compiler.h. */
#include <linux/compiler.h>
#include <linux/types.h>

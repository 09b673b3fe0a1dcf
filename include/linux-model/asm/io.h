/* Model of asm/io.h: all of it is in linux/io.h. */
#include <linux/io.h>

/* Model of linux/compiler-gcc.h: all of it is in linux/compiler.h. */
#include <linux/compiler.h>

/* Model of linux/compiler_types.h: all of it is in linux/compiler.h. */
#include <linux/compiler.h>

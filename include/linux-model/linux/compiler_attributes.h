/* Model of linux/compiler_attributes.h: all of it is in linux/compiler.h. */
#include <linux/compiler.h>

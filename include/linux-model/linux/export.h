/* Model of linux/export.h: all of it is in linux/module.h. */
#include <linux/module.h>

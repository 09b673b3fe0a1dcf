/* Model of linux/kobject_ns.h: all of it is in linux/kobject.h. */
#include <linux/kobject.h>

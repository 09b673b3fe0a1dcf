/* Model of linux/stat.h: all of it is in linux/kobject.h. */
#include <linux/kobject.h>

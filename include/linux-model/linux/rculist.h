/* Model of linux/rculist.h: all of it is in linux/list.h. */
#include <linux/list.h>

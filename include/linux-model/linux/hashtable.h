/* Model of linux/hashtable.h: all of it is in linux/list.h. */
#include <linux/list.h>

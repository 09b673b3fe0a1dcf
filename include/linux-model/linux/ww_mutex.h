/* Model of linux/ww_mutex.h: all of it is in linux/mutex.h. */
#include <linux/mutex.h>

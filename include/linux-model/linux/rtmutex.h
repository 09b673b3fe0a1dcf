/* Model of linux/rtmutex.h: all of it is in linux/mutex.h. */
#include <linux/mutex.h>

/* Model of linux/srcu.h: all of it is in linux/rcupdate.h. */
#include <linux/rcupdate.h>

/* Model of linux/rcupdate_wait.h: all of it is in linux/rcupdate.h. */
#include <linux/rcupdate.h>

/* Model of linux/in.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

/* Model of linux/inetdevice.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

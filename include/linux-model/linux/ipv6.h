/* Model of linux/ipv6.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

/* Model of net/ipv6.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

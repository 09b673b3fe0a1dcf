/* Model of net/net_namespace.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

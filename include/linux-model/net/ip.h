/* Model of net/ip.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

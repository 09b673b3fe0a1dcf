/* Model of net/ip6_checksum.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

/* Model of linux/if_arp.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

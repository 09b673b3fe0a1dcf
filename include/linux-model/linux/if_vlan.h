/* Model of linux/if_vlan.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

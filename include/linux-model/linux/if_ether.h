/* Model of linux/if_ether.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

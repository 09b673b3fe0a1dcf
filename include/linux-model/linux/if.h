/* Model of linux/if.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

/* Model of linux/inet.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

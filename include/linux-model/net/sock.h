/* Model of net/sock.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

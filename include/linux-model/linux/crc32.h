/* Model of linux/crc32.h: all of it is in linux/netdevice.h. */
#include <linux/netdevice.h>

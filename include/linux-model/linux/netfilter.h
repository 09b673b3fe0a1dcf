/* Model of linux/netfilter.h: all of it is in net/ax25.h. */
#include <net/ax25.h>

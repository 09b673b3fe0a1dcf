/* Model of linux/topology.h: all of it is in linux/smp.h. */
#include <linux/smp.h>

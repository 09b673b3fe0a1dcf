/* Model of linux/mii.h: all of it is in linux/phy.h. */
#include <linux/phy.h>

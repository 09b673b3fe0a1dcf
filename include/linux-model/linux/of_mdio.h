/* Model of linux/of_mdio.h: all of it is in linux/phy.h. */
#include <linux/phy.h>

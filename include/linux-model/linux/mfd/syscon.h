/* Model of linux/mfd/syscon.h: all of it is in linux/regmap.h. */
#include <linux/regmap.h>

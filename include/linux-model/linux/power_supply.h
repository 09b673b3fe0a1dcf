/* Model of linux/power_supply.h: all of it is in linux/pwm.h. */
#include <linux/pwm.h>

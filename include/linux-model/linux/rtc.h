/* Model of linux/rtc.h: all of it is in linux/pwm.h. */
#include <linux/pwm.h>

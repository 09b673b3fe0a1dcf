/* Model of linux/leds.h: all of it is in linux/input.h. */
#include <linux/input.h>

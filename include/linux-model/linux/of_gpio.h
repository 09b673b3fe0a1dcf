/* Model of linux/of_gpio.h: all of it is in linux/gpio/consumer.h. */
#include <linux/gpio/consumer.h>

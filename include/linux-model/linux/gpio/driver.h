/* Model of linux/gpio/driver.h: all of it is in linux/gpio/consumer.h. */
#include <linux/gpio/consumer.h>

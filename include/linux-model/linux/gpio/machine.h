/* Model of linux/gpio/machine.h: all of it is in linux/gpio/consumer.h. */
#include <linux/gpio/consumer.h>

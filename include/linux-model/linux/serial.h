/* Model of linux/serial.h: all of it is in linux/serial_reg.h. */
#include <linux/serial_reg.h>

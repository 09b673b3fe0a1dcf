/* Model of linux/reset-controller.h: all of it is in linux/clk.h. */
#include <linux/clk.h>

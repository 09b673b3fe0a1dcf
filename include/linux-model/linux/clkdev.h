/* Model of linux/clkdev.h: all of it is in linux/clk.h. */
#include <linux/clk.h>

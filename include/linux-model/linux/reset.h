/* Model of linux/reset.h: all of it is in linux/clk.h. */
#include <linux/clk.h>

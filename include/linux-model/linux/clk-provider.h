/* Model of linux/clk-provider.h: all of it is in linux/clk.h. */
#include <linux/clk.h>

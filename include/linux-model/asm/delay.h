/* Model of asm/delay.h: all of it is in linux/delay.h. */
#include <linux/delay.h>

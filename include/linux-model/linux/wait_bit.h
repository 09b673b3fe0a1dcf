/* Model of linux/wait_bit.h: all of it is in linux/wait.h. */
#include <linux/wait.h>

/* Model of linux/swait.h: all of it is in linux/wait.h. */
#include <linux/wait.h>

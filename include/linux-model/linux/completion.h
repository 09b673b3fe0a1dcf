/* Model of linux/completion.h: all of it is in linux/wait.h. */
#include <linux/wait.h>

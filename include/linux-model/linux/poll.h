/* Model of linux/poll.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

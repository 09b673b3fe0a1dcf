/* Model of linux/path.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

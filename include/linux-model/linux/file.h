/* Model of linux/file.h: all of it is in linux/fs.h. */
#include <linux/fs.h>

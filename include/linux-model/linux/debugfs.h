/* Model of linux/debugfs.h: all of it is in linux/seq_file.h. */
#include <linux/seq_file.h>

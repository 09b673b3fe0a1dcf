/* Model of linux/proc_fs.h: all of it is in linux/seq_file.h. */
#include <linux/seq_file.h>

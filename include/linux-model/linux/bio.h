/* Model of linux/bio.h: all of it is in linux/blk-mq.h. */
#include <linux/blk-mq.h>

/* Model of linux/blkdev.h: all of it is in linux/blk-mq.h. */
#include <linux/blk-mq.h>

/* Model of linux/genalloc.h: all of it is in linux/mempool.h. */
#include <linux/mempool.h>

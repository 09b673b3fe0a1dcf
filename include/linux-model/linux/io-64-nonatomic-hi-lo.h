/* Model of linux/io-64-nonatomic-hi-lo.h: all of it is in linux/io.h. */
#include <linux/io.h>

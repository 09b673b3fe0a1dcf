/* Model of linux/io-64-nonatomic-lo-hi.h: all of it is in linux/io.h. */
#include <linux/io.h>

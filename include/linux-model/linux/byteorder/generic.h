/* Model of linux/byteorder/generic.h. */
#include <asm/byteorder.h>

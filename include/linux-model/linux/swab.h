/* Model of linux/swab.h. */
#include <asm/byteorder.h>

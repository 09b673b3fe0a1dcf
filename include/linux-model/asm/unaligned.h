/* Model of asm/unaligned.h, where linux/unaligned.h stood before 6.12. */
#include <linux/unaligned.h>

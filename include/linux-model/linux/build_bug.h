/* Model of linux/build_bug.h. */
#include <linux/bug.h>

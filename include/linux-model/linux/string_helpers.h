/* Model of linux/string_helpers.h: all of it is in linux/string.h. */
#include <linux/string.h>

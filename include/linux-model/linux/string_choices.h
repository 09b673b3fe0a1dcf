/* Model of linux/string_choices.h: all of it is in linux/string.h. */
#include <linux/string.h>

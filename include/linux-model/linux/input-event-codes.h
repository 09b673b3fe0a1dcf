/* Model of linux/input-event-codes.h: all of it is in linux/input.h. */
#include <linux/input.h>

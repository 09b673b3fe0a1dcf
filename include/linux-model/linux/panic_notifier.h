/* Model of linux/panic_notifier.h: all of it is in linux/notifier.h. */
#include <linux/notifier.h>

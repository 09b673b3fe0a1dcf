/* Model of linux/reboot.h: all of it is in linux/notifier.h. */
#include <linux/notifier.h>

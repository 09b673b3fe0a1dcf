/* Model of linux/acpi.h: all of it is in linux/of.h. */
#include <linux/of.h>

/* Model of linux/msi.h: all of it is in linux/pci.h. */
#include <linux/pci.h>

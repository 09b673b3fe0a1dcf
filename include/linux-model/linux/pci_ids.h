/* Model of linux/pci_ids.h: all of it is in linux/pci.h. */
#include <linux/pci.h>

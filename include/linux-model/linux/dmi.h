/* Model of linux/dmi.h and a few constants that stand alone. */
#ifndef _MODEL_LINUX_DMI_H
#define _MODEL_LINUX_DMI_H

#include <linux/mod_devicetable.h>

#define DMI_SYS_VENDOR 4
#define DMI_PRODUCT_NAME 5
#define DMI_MATCH(a, b) { .slot = (a), .substr = b }
int dmi_check_system(const struct dmi_system_id *list);
const struct dmi_system_id *dmi_first_match(const struct dmi_system_id *list);
const char *dmi_get_system_info(int field);

#endif

/* Model of linux/sysrq.h. */
#ifndef _MODEL_LINUX_SYSRQ_H
#define _MODEL_LINUX_SYSRQ_H

#include <linux/types.h>

void handle_sysrq(u8 key);

#endif

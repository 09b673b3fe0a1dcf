/* Model of linux/version.h: code that asks sees a 6.12 kernel. */
#ifndef _MODEL_LINUX_VERSION_H
#define _MODEL_LINUX_VERSION_H

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))
#define LINUX_VERSION_CODE KERNEL_VERSION(6, 12, 0)
#define UTS_RELEASE "6.12.0"

#endif

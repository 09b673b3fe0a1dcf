/* Model of linux/prefetch.h. */
#ifndef _MODEL_LINUX_PREFETCH_H
#define _MODEL_LINUX_PREFETCH_H

#define prefetch(x)  __builtin_prefetch(x)
#define prefetchw(x) __builtin_prefetch(x, 1)

#endif

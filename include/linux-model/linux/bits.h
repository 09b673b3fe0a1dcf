/* Model of linux/bits.h: BIT() and GENMASK(). */
#ifndef _MODEL_LINUX_BITS_H
#define _MODEL_LINUX_BITS_H

#include <linux/types.h>

#define UL(x)  (x##UL)
#define ULL(x) (x##ULL)
#define _AC(x, y) (x##y)
#define BIT(n)       (1UL << (n))
#define BIT_ULL(n)   (1ULL << (n))
#define BIT_MASK(n)  (1UL << ((n) % BITS_PER_LONG))
#define BIT_WORD(n)  ((n) / BITS_PER_LONG)
#define BIT_U8(n)    ((u8)BIT(n))
#define BIT_U16(n)   ((u16)BIT(n))
#define BIT_U32(n)   ((u32)BIT(n))
#define GENMASK(h, l)     ((~0UL << (l)) & (~0UL >> (BITS_PER_LONG - 1 - (h))))
#define GENMASK_ULL(h, l) ((~0ULL << (l)) & (~0ULL >> (64 - 1 - (h))))

#endif

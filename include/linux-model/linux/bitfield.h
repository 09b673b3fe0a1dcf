/* Model of linux/bitfield.h: FIELD_GET() and FIELD_PREP(). */
#ifndef _MODEL_LINUX_BITFIELD_H
#define _MODEL_LINUX_BITFIELD_H

#include <linux/bits.h>

#define __bf_shf(mask) (__builtin_ffsll(mask) - 1)
#define FIELD_PREP(mask, val) (((typeof(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_GET(mask, reg)  ((typeof(mask))(((reg) & (mask)) >> __bf_shf(mask)))
#define FIELD_MAX(mask)       ((typeof(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, val)  (!((((typeof(mask))(val)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_MODIFY(mask, p, val) do { *(p) = (*(p) & ~(mask)) | FIELD_PREP(mask, val); } while (0)
#define u32_get_bits(v, f)    ((u32)FIELD_GET(f, v))
#define u32_encode_bits(v, f) ((u32)FIELD_PREP(f, v))
#define le32_get_bits(v, f)   ((u32)FIELD_GET(f, v))
#define le32_encode_bits(v, f) ((u32)FIELD_PREP(f, v))

#endif

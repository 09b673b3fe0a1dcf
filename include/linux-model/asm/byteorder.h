/* Model of asm/byteorder.h: a little-endian machine. */
#ifndef _MODEL_ASM_BYTEORDER_H
#define _MODEL_ASM_BYTEORDER_H

#include <linux/types.h>

#define cpu_to_le16(x) ((__le16)(__u16)(x))
#define cpu_to_le32(x) ((__le32)(__u32)(x))
#define cpu_to_le64(x) ((__le64)(__u64)(x))
#define le16_to_cpu(x) ((__u16)(__le16)(x))
#define le32_to_cpu(x) ((__u32)(__le32)(x))
#define le64_to_cpu(x) ((__u64)(__le64)(x))
#define cpu_to_be16(x) ((__be16)__builtin_bswap16(x))
#define cpu_to_be32(x) ((__be32)__builtin_bswap32(x))
#define cpu_to_be64(x) ((__be64)__builtin_bswap64(x))
#define be16_to_cpu(x) __builtin_bswap16((__u16)(x))
#define be32_to_cpu(x) __builtin_bswap32((__u32)(x))
#define be64_to_cpu(x) __builtin_bswap64((__u64)(x))
#define __constant_cpu_to_le16(x) cpu_to_le16(x)
#define __constant_cpu_to_le32(x) cpu_to_le32(x)
#define __constant_cpu_to_be16(x) cpu_to_be16(x)
#define htons(x) cpu_to_be16(x)
#define htonl(x) cpu_to_be32(x)
#define ntohs(x) be16_to_cpu(x)
#define ntohl(x) be32_to_cpu(x)
#define swab16(x) __builtin_bswap16(x)
#define swab32(x) __builtin_bswap32(x)
#define swab64(x) __builtin_bswap64(x)
#define __swab16(x) swab16(x)
#define __swab32(x) swab32(x)

u16 le16_to_cpup(const __le16 *p);
u32 le32_to_cpup(const __le32 *p);
u16 be16_to_cpup(const __be16 *p);
u32 be32_to_cpup(const __be32 *p);
void le16_to_cpus(__u16 *p);
void le32_to_cpus(__u32 *p);
void cpu_to_le16s(__u16 *p);
void cpu_to_le32s(__u32 *p);
void le16_add_cpu(__le16 *v, u16 n);
void le32_add_cpu(__le32 *v, u32 n);
void cpu_to_le32_array(u32 *buf, unsigned int words);
void le32_to_cpu_array(u32 *buf, unsigned int words);

#endif

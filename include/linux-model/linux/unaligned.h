/* Model of linux/unaligned.h. */
#ifndef _MODEL_LINUX_UNALIGNED_H
#define _MODEL_LINUX_UNALIGNED_H

#include <asm/byteorder.h>

#define get_unaligned(p) (*(p))
#define put_unaligned(v, p) do { *(p) = (v); } while (0)
u16 get_unaligned_le16(const void *p);
u32 get_unaligned_le32(const void *p);
u64 get_unaligned_le64(const void *p);
u16 get_unaligned_be16(const void *p);
u32 get_unaligned_be32(const void *p);
u64 get_unaligned_be64(const void *p);
void put_unaligned_le16(u16 v, void *p);
void put_unaligned_le32(u32 v, void *p);
void put_unaligned_le64(u64 v, void *p);
void put_unaligned_be16(u16 v, void *p);
void put_unaligned_be32(u32 v, void *p);
void put_unaligned_be64(u64 v, void *p);

#endif

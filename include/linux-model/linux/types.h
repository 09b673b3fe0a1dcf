/* Model of linux/types.h: integer types, and the few structs that everything embeds. */
#ifndef _MODEL_LINUX_TYPES_H
#define _MODEL_LINUX_TYPES_H

#include <linux/compiler.h>
#include <linux/stddef.h>

typedef signed char s8, __s8, int8_t;
typedef unsigned char u8, __u8, uint8_t, u_char, unchar;
typedef short s16, __s16, int16_t;
typedef unsigned short u16, __u16, uint16_t, u_short, ushort;
typedef int s32, __s32, int32_t;
typedef unsigned int u32, __u32, uint32_t, u_int, uint;
typedef long long s64, __s64, int64_t;
typedef unsigned long long u64, __u64, uint64_t;
typedef unsigned long ulong, u_long;

typedef __u16 __bitwise __le16, __be16, __sum16;
typedef __u32 __bitwise __le32, __be32, __wsum;
typedef __u64 __bitwise __le64, __be64;

typedef unsigned long size_t, uintptr_t, __kernel_size_t, __kernel_ulong_t;
typedef long ssize_t, ptrdiff_t, intptr_t, __kernel_long_t;
typedef long long loff_t;
typedef long off_t;
typedef __u32 dev_t;
typedef unsigned short umode_t;
typedef int pid_t, clockid_t, key_t;
typedef unsigned int uid_t, gid_t;
typedef long long time64_t;
typedef s64 ktime_t;
typedef u64 sector_t, blkcnt_t;
typedef u64 dma_addr_t, phys_addr_t, resource_size_t;
typedef unsigned long pgoff_t, irq_hw_number_t;
typedef unsigned int __bitwise gfp_t, slab_flags_t, fmode_t, blk_opf_t, __poll_t;

typedef struct { int counter; } atomic_t;
typedef struct { s64 counter; } atomic64_t;
typedef atomic64_t atomic_long_t;

struct list_head { struct list_head *next, *prev; };
struct hlist_node { struct hlist_node *next, **pprev; };
struct hlist_head { struct hlist_node *first; };
struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};
#define rcu_head callback_head
typedef void (*rcu_callback_t)(struct rcu_head *head);
typedef void (*call_rcu_func_t)(struct rcu_head *head, rcu_callback_t func);
typedef void (*swap_func_t)(void *a, void *b, int size);
typedef int (*cmp_func_t)(const void *a, const void *b);

#define BITS_PER_LONG 64
#define BITS_PER_BYTE 8
#define BITS_TO_LONGS(n) (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]

#endif

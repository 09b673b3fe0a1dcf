/* Model of linux/bitops.h and linux/bitmap.h: none of it sleeps but bitmap_alloc(). */
#ifndef _MODEL_LINUX_BITOPS_H
#define _MODEL_LINUX_BITOPS_H

#include <linux/bits.h>

void set_bit(long nr, volatile unsigned long *addr);
void clear_bit(long nr, volatile unsigned long *addr);
void change_bit(long nr, volatile unsigned long *addr);
void __set_bit(long nr, volatile unsigned long *addr);
void __clear_bit(long nr, volatile unsigned long *addr);
void __change_bit(long nr, volatile unsigned long *addr);
void assign_bit(long nr, volatile unsigned long *addr, bool value);
void clear_bit_unlock(long nr, volatile unsigned long *addr);
bool test_bit(long nr, const volatile unsigned long *addr);
bool test_and_set_bit(long nr, volatile unsigned long *addr);
bool test_and_clear_bit(long nr, volatile unsigned long *addr);
bool test_and_change_bit(long nr, volatile unsigned long *addr);
bool test_and_set_bit_lock(long nr, volatile unsigned long *addr);
bool __test_and_set_bit(long nr, volatile unsigned long *addr);
bool __test_and_clear_bit(long nr, volatile unsigned long *addr);
unsigned long find_first_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size);
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);
#define for_each_set_bit(bit, addr, size) \
	for ((bit) = find_first_bit((addr), (size)); (bit) < (size); (bit) = find_next_bit((addr), (size), (bit) + 1))
#define for_each_clear_bit(bit, addr, size) \
	for ((bit) = find_first_zero_bit((addr), (size)); (bit) < (size); \
	     (bit) = find_next_zero_bit((addr), (size), (bit) + 1))
int ffs(int x);
int fls(unsigned int x);
int fls64(u64 x);
unsigned long __ffs(unsigned long x);
unsigned long __fls(unsigned long x);
unsigned long ffz(unsigned long x);
unsigned int hweight8(unsigned int w);
unsigned int hweight16(unsigned int w);
unsigned int hweight32(unsigned int w);
unsigned long hweight64(u64 w);
unsigned long hweight_long(unsigned long w);
u32 rol32(u32 w, unsigned int shift);
u32 ror32(u32 w, unsigned int shift);
s32 sign_extend32(u32 value, int index);
s64 sign_extend64(u64 value, int index);
int get_count_order(unsigned int count);
u8 bitrev8(u8 x);
u32 bitrev32(u32 x);

void bitmap_zero(unsigned long *dst, unsigned int bits);
void bitmap_fill(unsigned long *dst, unsigned int bits);
void bitmap_copy(unsigned long *dst, const unsigned long *src, unsigned int bits);
void bitmap_set(unsigned long *map, unsigned int start, unsigned int bits);
void bitmap_clear(unsigned long *map, unsigned int start, unsigned int bits);
bool bitmap_empty(const unsigned long *map, unsigned int bits);
bool bitmap_full(const unsigned long *map, unsigned int bits);
unsigned int bitmap_weight(const unsigned long *map, unsigned int bits);
unsigned long bitmap_find_next_zero_area(unsigned long *map, unsigned long size, unsigned long start,
					 unsigned int nr, unsigned long align_mask);
unsigned long *bitmap_alloc(unsigned int bits, gfp_t flags);
unsigned long *bitmap_zalloc(unsigned int bits, gfp_t flags);
void bitmap_free(const unsigned long *map);

#endif

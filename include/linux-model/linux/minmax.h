/* Model of linux/minmax.h and linux/math.h: each operand is evaluated once. */
#ifndef _MODEL_LINUX_MINMAX_H
#define _MODEL_LINUX_MINMAX_H

#include <linux/types.h>

#define __model_cmp(x, y, op) ({ typeof(x) __ux = (x); typeof(y) __uy = (y); __ux op __uy ? __ux : __uy; })
#define min(x, y) __model_cmp(x, y, <)
#define max(x, y) __model_cmp(x, y, >)
#define umin(x, y) min(x, y)
#define umax(x, y) max(x, y)
#define min3(x, y, z) min(min(x, y), z)
#define max3(x, y, z) max(max(x, y), z)
#define min_t(type, x, y) min((type)(x), (type)(y))
#define max_t(type, x, y) max((type)(x), (type)(y))
#define min_not_zero(x, y) ({ typeof(x) __x = (x); typeof(y) __y = (y); __x == 0 ? __y : (__y == 0 ? __x : min(__x, __y)); })
#define clamp(val, lo, hi) min(max(val, lo), hi)
#define clamp_t(type, val, lo, hi) min_t(type, max_t(type, val, lo), hi)
#define clamp_val(val, lo, hi) clamp_t(typeof(val), val, lo, hi)
#define in_range(val, start, len) ((val) >= (start) && (val) < (start) + (len))
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define swap(a, b) do { typeof(a) __tmp = (a); (a) = (b); (b) = __tmp; } while (0)

#define __round_mask(x, y) ((typeof(x))((y) - 1))
#define round_up(x, y)   ((((x) - 1) | __round_mask(x, y)) + 1)
#define round_down(x, y) ((x) & ~__round_mask(x, y))
#define roundup(x, y)   ((((x) + ((y) - 1)) / (y)) * (y))
#define rounddown(x, y) ((x) - ((x) % (y)))
#define DIV_ROUND_UP(n, d)      (((n) + (d) - 1) / (d))
#define DIV_ROUND_DOWN_ULL(n, d) ((unsigned long long)(n) / (d))
#define DIV_ROUND_UP_ULL(n, d)  DIV_ROUND_UP((unsigned long long)(n), d)
#define DIV_ROUND_CLOSEST(x, d) (((x) + ((d) / 2)) / (d))
#define DIV_ROUND_CLOSEST_ULL(x, d) DIV_ROUND_CLOSEST((unsigned long long)(x), d)
#define mult_frac(x, n, d) ((x) * (n) / (d))
#define abs(x) ({ typeof(x) __a = (x); __a < 0 ? -__a : __a; })
#define abs_diff(a, b) ((a) > (b) ? (a) - (b) : (b) - (a))
#define do_div(n, base) ({ u32 __rem = (u64)(n) % (base); (n) = (u64)(n) / (base); __rem; })
u64 div_u64(u64 dividend, u32 divisor);
s64 div_s64(s64 dividend, s32 divisor);
u64 div64_u64(u64 dividend, u64 divisor);
u64 div_u64_rem(u64 dividend, u32 divisor, u32 *remainder);
u64 mul_u64_u32_shr(u64 a, u32 mul, unsigned int shift);
u64 mul_u32_u32(u32 a, u32 b);
unsigned long int_sqrt(unsigned long x);

#define ALIGN(x, a)      (((x) + ((typeof(x))(a) - 1)) & ~((typeof(x))(a) - 1))
#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))
#define PTR_ALIGN(p, a)  ((typeof(p))ALIGN((unsigned long)(p), (a)))
#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)
#define is_power_of_2(n) ((n) != 0 && ((n) & ((n) - 1)) == 0)
int ilog2(unsigned long n);
int order_base_2(unsigned long n);
unsigned long roundup_pow_of_two(unsigned long n);
unsigned long rounddown_pow_of_two(unsigned long n);
#define array_size(a, b)     ((size_t)(a) * (b))
#define array3_size(a, b, c) ((size_t)(a) * (b) * (c))
#define size_add(a, b)       ((size_t)(a) + (b))
#define size_mul(a, b)       ((size_t)(a) * (b))
#define size_sub(a, b)       ((size_t)(a) - (b))
#define flex_array_size(p, member, count) ((size_t)(count) * sizeof(*(p)->member))
#define struct_size(p, member, count)     (sizeof(*(p)) + flex_array_size(p, member, count))
#define struct_size_t(type, member, count) struct_size((type *)NULL, member, count)
#define check_add_overflow(a, b, d) __builtin_add_overflow(a, b, d)
#define check_sub_overflow(a, b, d) __builtin_sub_overflow(a, b, d)
#define check_mul_overflow(a, b, d) __builtin_mul_overflow(a, b, d)

#endif

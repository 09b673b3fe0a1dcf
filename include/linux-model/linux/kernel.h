/* Model of linux/kernel.h: what everything includes, with might_sleep() as a kernel with DEBUG_ATOMIC_SLEEP has it. */
#ifndef _MODEL_LINUX_KERNEL_H
#define _MODEL_LINUX_KERNEL_H

#include <asm/byteorder.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/stringify.h>
#include <linux/types.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define PTR_IF(cond, p) ((cond) ? (p) : NULL)
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define upper_16_bits(n) ((u16)((n) >> 16))
#define lower_16_bits(n) ((u16)((n) & 0xffff))
#define REPEAT_BYTE(x) ((~0ul / 0xff) * (x))
#define READ  0
#define WRITE 1

void __might_sleep(const char *file, int line);
void __might_resched(const char *file, int line, unsigned int offsets);
void __cant_sleep(const char *file, int line, int preempt_offset);
#define might_sleep() __might_sleep(__FILE__, __LINE__)
#define might_sleep_if(cond) do { if (cond) might_sleep(); } while (0)
#define might_resched() do { } while (0)
#define might_fault() might_sleep()
#define cant_sleep() __cant_sleep(__FILE__, __LINE__, 0)
#define non_block_start() do { } while (0)
#define non_block_end()   do { } while (0)

int sprintf(char *buf, const char *fmt, ...);
int snprintf(char *buf, size_t size, const char *fmt, ...);
int scnprintf(char *buf, size_t size, const char *fmt, ...);
int sscanf(const char *buf, const char *fmt, ...);
int vsnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args);
char *kasprintf(gfp_t gfp, const char *fmt, ...);
const char *kasprintf_strarray(gfp_t gfp, const char *prefix, size_t n);
char *kvasprintf(gfp_t gfp, const char *fmt, __builtin_va_list args);
typedef __builtin_va_list va_list;
#define va_start(ap, last) __builtin_va_start(ap, last)
#define va_end(ap)         __builtin_va_end(ap)
#define va_arg(ap, type)   __builtin_va_arg(ap, type)
#define va_copy(to, from)  __builtin_va_copy(to, from)
struct va_format { const char *fmt; va_list *va; };

int kstrtoint(const char *s, unsigned int base, int *res);
int kstrtouint(const char *s, unsigned int base, unsigned int *res);
int kstrtol(const char *s, unsigned int base, long *res);
int kstrtoul(const char *s, unsigned int base, unsigned long *res);
int kstrtou8(const char *s, unsigned int base, u8 *res);
int kstrtou16(const char *s, unsigned int base, u16 *res);
int kstrtou32(const char *s, unsigned int base, u32 *res);
int kstrtou64(const char *s, unsigned int base, u64 *res);
int kstrtobool(const char *s, bool *res);
int kstrtoull(const char *s, unsigned int base, unsigned long long *res);
int kstrtouint_from_user(const char __user *s, size_t count, unsigned int base, unsigned int *res);
unsigned long simple_strtoul(const char *s, char **end, unsigned int base);
long simple_strtol(const char *s, char **end, unsigned int base);
int hex_to_bin(unsigned char ch);
int hex2bin(u8 *dst, const char *src, size_t count);
char *bin2hex(char *dst, const void *src, size_t count);
void panic(const char *fmt, ...) __noreturn;
u32 get_random_u32(void);
u8 get_random_u8(void);
u32 get_random_u32_below(u32 ceil);
void get_random_bytes(void *buf, size_t len);
int trace_printk(const char *fmt, ...);
void sort(void *base, size_t num, size_t size, cmp_func_t cmp, swap_func_t swap_func);

#endif

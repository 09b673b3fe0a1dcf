/* Model of linux/string.h: only the kstrdup() kind allocates. */
#ifndef _MODEL_LINUX_STRING_H
#define _MODEL_LINUX_STRING_H

#include <linux/types.h>

void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *p, int c, size_t n);
void *memset16(u16 *p, u16 v, size_t n);
void *memset32(u32 *p, u32 v, size_t n);
void *memchr(const void *p, int c, size_t n);
void *memchr_inv(const void *p, int c, size_t n);
void *memscan(void *p, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void memzero_explicit(void *p, size_t n);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t n);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t n);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t n);
size_t strlcpy(char *to, const char *from, size_t n);
size_t strlcat(char *to, const char *from, size_t n);
ssize_t model_strscpy(char *to, const char *from, size_t n);
#define __model_strscpy3(to, from, n) model_strscpy(to, from, n)
#define __model_strscpy2(to, from, ...) model_strscpy(to, from, sizeof(to))
#define __model_strscpy_pick(_1, _2, _3, name, ...) name
#define strscpy(args...) __model_strscpy_pick(args, __model_strscpy3, __model_strscpy2, )(args)
#define strscpy_pad(args...) strscpy(args)
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *s, const char *what);
char *strnchr(const char *s, size_t n, int c);
char *strsep(char **s, const char *delim);
char *strim(char *s);
char *strstrip(char *s);
char *skip_spaces(const char *s);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
bool sysfs_streq(const char *a, const char *b);
bool strstarts(const char *s, const char *prefix);
int match_string(const char *const *array, size_t n, const char *string);
int sysfs_match_string_array(const char *const *array, size_t n, const char *string);
#define sysfs_match_string(a, s) sysfs_match_string_array(a, sizeof(a) / sizeof((a)[0]), s)
size_t str_has_prefix(const char *s, const char *prefix);
const char *kbasename(const char *path);
const char *str_yes_no(bool v);
const char *str_on_off(bool v);
const char *str_enabled_disabled(bool v);
const char *str_enable_disable(bool v);

char *kstrdup(const char *s, gfp_t gfp);
bool is_kernel_rodata(unsigned long addr);
const char *kstrdup_const(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t len, gfp_t gfp);
void *kmemdup(const void *src, size_t len, gfp_t gfp);
void *kmemdup_array(const void *src, size_t count, size_t element_size, gfp_t gfp);
void *kvmemdup(const void *src, size_t len, gfp_t gfp);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
void *memdup_user(const void __user *src, size_t len);
void *vmemdup_user(const void __user *src, size_t len);
void *memdup_array_user(const void __user *src, size_t n, size_t size);
void *memdup_user_nul(const void __user *src, size_t len);
char *strndup_user(const char __user *s, long n);

#endif

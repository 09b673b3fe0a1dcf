/* Model of linux/uaccess.h: user copies may fault and so may sleep, but for the _inatomic ones. */
#ifndef _MODEL_LINUX_UACCESS_H
#define _MODEL_LINUX_UACCESS_H

#include <linux/kernel.h>
#include <linux/sched.h>

unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long __copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long __copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long __copy_from_user_inatomic(void *to, const void __user *from, unsigned long n);
unsigned long __copy_to_user_inatomic(void __user *to, const void *from, unsigned long n);
unsigned long clear_user(void __user *to, unsigned long n);
long strncpy_from_user(char *to, const char __user *from, long n);
long strnlen_user(const char __user *s, long n);
int copy_struct_from_user(void *to, size_t size, const void __user *from, size_t usize);
int model_get_user(void *to, const void __user *from, size_t n);
int model_put_user(const void *from, void __user *to, size_t n);
#define get_user(x, ptr) ({ might_fault(); model_get_user(&(x), (ptr), sizeof(*(ptr))); })
#define put_user(x, ptr) ({ typeof(*(ptr)) __pu = (x); might_fault(); model_put_user(&__pu, (ptr), sizeof(*(ptr))); })
#define __get_user(x, ptr) get_user(x, ptr)
#define __put_user(x, ptr) put_user(x, ptr)
#define access_ok(addr, size) ((void)(addr), (void)(size), 1)
void pagefault_disable(void);
void pagefault_enable(void);
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))

#endif

/* Model of linux/printk.h: printing never sleeps. */
#ifndef _MODEL_LINUX_PRINTK_H
#define _MODEL_LINUX_PRINTK_H

#include <linux/types.h>

#define KERN_EMERG   "0"
#define KERN_ALERT   "1"
#define KERN_CRIT    "2"
#define KERN_ERR     "3"
#define KERN_WARNING "4"
#define KERN_NOTICE  "5"
#define KERN_INFO    "6"
#define KERN_DEBUG   "7"
#define KERN_CONT    "c"
#define KERN_DEFAULT ""
#define DUMP_PREFIX_NONE    0
#define DUMP_PREFIX_ADDRESS 1
#define DUMP_PREFIX_OFFSET  2
#define HW_ERR "[Hardware Error]: "

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif
int _printk(const char *fmt, ...);
int printk_ratelimit(void);
bool __printk_ratelimit(const char *func);
void dump_stack(void);
void print_hex_dump(const char *level, const char *prefix, int prefix_type, int rowsize, int groupsize,
		    const void *buf, size_t len, bool ascii);
void print_hex_dump_bytes(const char *prefix, int prefix_type, const void *buf, size_t len);
void print_hex_dump_debug(const char *prefix, int prefix_type, int rowsize, int groupsize, const void *buf,
			  size_t len, bool ascii);
extern int oops_in_progress;

#define printk(fmt, ...)    _printk(fmt, ##__VA_ARGS__)
#define no_printk(fmt, ...) ((void)0)
#define pr_emerg(fmt, ...)  printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)  printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)   printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)    printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...)   printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warning(fmt, ...) pr_warn(fmt, ##__VA_ARGS__)
#define pr_notice(fmt, ...) printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)   printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...)   printk(KERN_CONT fmt, ##__VA_ARGS__)
#define pr_debug(fmt, ...)  printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_devel(fmt, ...)  printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define printk_once(fmt, ...)         printk(fmt, ##__VA_ARGS__)
#define printk_ratelimited(fmt, ...)  printk(fmt, ##__VA_ARGS__)
#define pr_err_once(fmt, ...)         pr_err(fmt, ##__VA_ARGS__)
#define pr_warn_once(fmt, ...)        pr_warn(fmt, ##__VA_ARGS__)
#define pr_info_once(fmt, ...)        pr_info(fmt, ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...)  pr_err(fmt, ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...) pr_warn(fmt, ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...) pr_info(fmt, ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...) pr_debug(fmt, ##__VA_ARGS__)

#endif

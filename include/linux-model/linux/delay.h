/* Model of linux/delay.h and iopoll.h: the delays spin, the sleeps sleep. */
#ifndef _MODEL_LINUX_DELAY_H
#define _MODEL_LINUX_DELAY_H

#include <linux/jiffies.h>

void __const_udelay(unsigned long xloops);
void __udelay(unsigned long usecs);
void __ndelay(unsigned long nsecs);
#define udelay(n) __udelay(n)
#define ndelay(n) __ndelay(n)
#define mdelay(n) ({ unsigned long __ms = (n); while (__ms--) udelay(1000); })
void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);
static inline void usleep_range(unsigned long min, unsigned long max)
{
	usleep_range_state(min, max, 2);
}
void usleep_idle_range(unsigned long min, unsigned long max);
static inline void ssleep(unsigned int seconds)
{
	msleep(seconds * 1000);
}
void fsleep(unsigned long usecs);
extern unsigned long loops_per_jiffy;

#define read_poll_timeout(op, val, cond, sleep_us, timeout_us, sleep_before_read, args...) ({ \
	u64 __timeout_us = (timeout_us); \
	unsigned long __sleep_us = (sleep_us); \
	ktime_t __timeout = ktime_add_us(ktime_get(), __timeout_us); \
	might_sleep_if((__sleep_us) != 0); \
	if (sleep_before_read && __sleep_us) usleep_range((__sleep_us >> 2) + 1, __sleep_us); \
	for (;;) { \
		(val) = op(args); \
		if (cond) break; \
		if (__timeout_us && ktime_compare(ktime_get(), __timeout) > 0) { (val) = op(args); break; } \
		if (__sleep_us) usleep_range((__sleep_us >> 2) + 1, __sleep_us); \
	} \
	(cond) ? 0 : -ETIMEDOUT; })
#define read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, delay_before_read, args...) ({ \
	u64 __timeout_us = (timeout_us); \
	unsigned long __delay_us = (delay_us); \
	if (delay_before_read && __delay_us) udelay(__delay_us); \
	for (;;) { \
		(val) = op(args); \
		if (cond) break; \
		if (!__timeout_us--) break; \
		if (__delay_us) udelay(__delay_us); \
	} \
	(cond) ? 0 : -ETIMEDOUT; })
#define readx_poll_timeout(op, addr, val, cond, sleep_us, timeout_us) \
	read_poll_timeout(op, val, cond, sleep_us, timeout_us, false, addr)
#define readx_poll_timeout_atomic(op, addr, val, cond, delay_us, timeout_us) \
	read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, false, addr)
#define readb_poll_timeout(addr, val, cond, d, t) readx_poll_timeout(readb, addr, val, cond, d, t)
#define readw_poll_timeout(addr, val, cond, d, t) readx_poll_timeout(readw, addr, val, cond, d, t)
#define readl_poll_timeout(addr, val, cond, d, t) readx_poll_timeout(readl, addr, val, cond, d, t)
#define readl_relaxed_poll_timeout(addr, val, cond, d, t) readx_poll_timeout(readl_relaxed, addr, val, cond, d, t)
#define readb_poll_timeout_atomic(addr, val, cond, d, t) readx_poll_timeout_atomic(readb, addr, val, cond, d, t)
#define readl_poll_timeout_atomic(addr, val, cond, d, t) readx_poll_timeout_atomic(readl, addr, val, cond, d, t)
#define readl_relaxed_poll_timeout_atomic(addr, val, cond, d, t) readx_poll_timeout_atomic(readl_relaxed, addr, val, cond, d, t)

#endif

/* Model of linux/jiffies.h, ktime.h, time.h and timekeeping.h. */
#ifndef _MODEL_LINUX_JIFFIES_H
#define _MODEL_LINUX_JIFFIES_H

#include <linux/kernel.h>

#define HZ CONFIG_HZ
#define NSEC_PER_SEC  1000000000L
#define NSEC_PER_MSEC 1000000L
#define NSEC_PER_USEC 1000L
#define USEC_PER_SEC  1000000L
#define USEC_PER_MSEC 1000L
#define MSEC_PER_SEC  1000L
#define PSEC_PER_NSEC 1000L
#define KTIME_MAX ((s64)~((u64)1 << 63))
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_BOOTTIME 7
#define TICK_USEC 4000
extern unsigned long volatile jiffies;
extern u64 jiffies_64;
u64 get_jiffies_64(void);
#define time_after(a, b)     ((long)((b) - (a)) < 0)
#define time_before(a, b)    time_after(b, a)
#define time_after_eq(a, b)  ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b) time_after_eq(b, a)
#define time_in_range(a, b, c) (time_after_eq(a, b) && time_before_eq(a, c))
#define time_is_before_jiffies(a) time_after(jiffies, a)
#define time_is_after_jiffies(a)  time_before(jiffies, a)
#define time_is_before_eq_jiffies(a) time_after_eq(jiffies, a)
unsigned long msecs_to_jiffies(unsigned int m);
unsigned long usecs_to_jiffies(unsigned int u);
unsigned long secs_to_jiffies(unsigned int s);
unsigned int jiffies_to_msecs(unsigned long j);
unsigned int jiffies_to_usecs(unsigned long j);
unsigned long nsecs_to_jiffies(u64 n);
unsigned long round_jiffies(unsigned long j);
unsigned long round_jiffies_relative(unsigned long j);
unsigned long clock_t_to_jiffies(unsigned long x);
long jiffies_to_clock_t(unsigned long x);

struct timespec64 { time64_t tv_sec; long tv_nsec; };
struct __kernel_timespec { long long tv_sec, tv_nsec; };
struct tm { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon; long tm_year; int tm_wday, tm_yday; };
ktime_t ktime_get(void);
ktime_t ktime_get_real(void);
ktime_t ktime_get_boottime(void);
ktime_t ktime_set(s64 secs, unsigned long nsecs);
ktime_t ktime_add(ktime_t a, ktime_t b);
ktime_t ktime_sub(ktime_t a, ktime_t b);
ktime_t ktime_add_ns(ktime_t kt, u64 ns);
ktime_t ktime_add_us(ktime_t kt, u64 us);
ktime_t ktime_add_ms(ktime_t kt, u64 ms);
int ktime_compare(ktime_t a, ktime_t b);
bool ktime_after(ktime_t a, ktime_t b);
bool ktime_before(ktime_t a, ktime_t b);
ktime_t ns_to_ktime(u64 ns);
ktime_t us_to_ktime(u64 us);
ktime_t ms_to_ktime(u64 ms);
s64 ktime_to_ns(ktime_t kt);
s64 ktime_to_us(ktime_t kt);
s64 ktime_to_ms(ktime_t kt);
s64 ktime_us_delta(ktime_t later, ktime_t earlier);
s64 ktime_ms_delta(ktime_t later, ktime_t earlier);
u64 ktime_get_ns(void);
u64 ktime_get_real_ns(void);
u64 ktime_get_boottime_ns(void);
time64_t ktime_get_seconds(void);
time64_t ktime_get_real_seconds(void);
time64_t ktime_get_boottime_seconds(void);
void ktime_get_ts64(struct timespec64 *ts);
void ktime_get_real_ts64(struct timespec64 *ts);
struct timespec64 ktime_to_timespec64(ktime_t kt);
struct timespec64 ns_to_timespec64(s64 ns);
s64 timespec64_to_ns(const struct timespec64 *ts);
ktime_t timespec64_to_ktime(struct timespec64 ts);
u64 local_clock(void);
u64 sched_clock(void);

#endif

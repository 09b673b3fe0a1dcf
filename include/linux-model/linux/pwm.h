/* Model of small subsystems that drivers register with: pwm, rtc, watchdog, hwmon, power supply. Their callbacks run in process context. */
#ifndef _MODEL_LINUX_PWM_H
#define _MODEL_LINUX_PWM_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/module.h>

struct pwm_state { u64 period, duty_cycle; bool enabled; };
struct pwm_device { const char *label; struct pwm_state state; };
struct pwm_device *devm_pwm_get(struct device *dev, const char *con_id);
int pwm_apply_might_sleep(struct pwm_device *pwm, const struct pwm_state *state);
int pwm_apply_atomic(struct pwm_device *pwm, const struct pwm_state *state);
int pwm_apply_state(struct pwm_device *pwm, const struct pwm_state *state);
int pwm_enable(struct pwm_device *pwm);
void pwm_disable(struct pwm_device *pwm);

struct rtc_time { int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst; };
struct rtc_wkalrm { unsigned char enabled, pending; struct rtc_time time; };
struct rtc_class_ops {
	int (*ioctl)(struct device *dev, unsigned int cmd, unsigned long arg);
	int (*read_time)(struct device *dev, struct rtc_time *tm);
	int (*set_time)(struct device *dev, struct rtc_time *tm);
	int (*read_alarm)(struct device *dev, struct rtc_wkalrm *alrm);
	int (*set_alarm)(struct device *dev, struct rtc_wkalrm *alrm);
	int (*alarm_irq_enable)(struct device *dev, unsigned int enabled);
};
struct rtc_param { u64 param; };
#define RTC_AF 0x20
#define RTC_UF 0x10
#define RTC_PF 0x40
#define RTC_IRQF 0x80
#define RTC_MAX_FREQ 8192
#define RTC_FEATURE_ALARM 0
#define RTC_FEATURE_ALARM_RES_MINUTE 1
#define RTC_FEATURE_UPDATE_INTERRUPT 4
#define RTC_FEATURE_CORRECTION 5
#define RTC_FEATURE_CNT 8
#define RTC_TIMESTAMP_BEGIN_1900 (-2208989361LL)
#define RTC_TIMESTAMP_BEGIN_2000 946684800LL
#define RTC_TIMESTAMP_END_2063 2966371199LL
#define RTC_TIMESTAMP_END_2079 3471292799LL
#define RTC_TIMESTAMP_END_2099 4102444799LL
#define RTC_TIMESTAMP_END_2199 7258118399LL
#define RTC_TIMESTAMP_END_9999 253402300799LL
struct rtc_device {
	struct device dev;
	struct module *owner;
	int id;
	const struct rtc_class_ops *ops;
	struct mutex ops_lock;
	unsigned long irq_data;
	spinlock_t irq_lock;
	wait_queue_head_t irq_queue;
	int irq_freq, max_user_freq;
	struct work_struct irqwork;
	DECLARE_BITMAP(features, RTC_FEATURE_CNT);
	time64_t range_min, range_max, start_secs;
	bool set_start_time;
};
struct rtc_device *devm_rtc_allocate_device(struct device *dev);
int devm_rtc_register_device(struct rtc_device *rtc);
struct rtc_device *devm_rtc_device_register(struct device *dev, const char *name, const struct rtc_class_ops *ops,
					    struct module *owner);
int rtc_valid_tm(struct rtc_time *tm);
int rtc_month_days(unsigned int month, unsigned int year);
int rtc_year_days(unsigned int day, unsigned int month, unsigned int year);
ktime_t rtc_tm_to_ktime(struct rtc_time tm);
int rtc_read_alarm(struct rtc_device *rtc, struct rtc_wkalrm *alrm);
void rtc_lock(struct rtc_device *d);
void rtc_unlock(struct rtc_device *d);
void rtc_update_irq(struct rtc_device *rtc, unsigned long num, unsigned long events);
time64_t rtc_tm_to_time64(struct rtc_time *tm);
void rtc_time64_to_tm(time64_t time, struct rtc_time *tm);

struct watchdog_device;
struct watchdog_info { __u32 options, firmware_version; __u8 identity[32]; };
struct watchdog_ops {
	struct module *owner;
	int (*start)(struct watchdog_device *wdd);
	int (*stop)(struct watchdog_device *wdd);
	int (*ping)(struct watchdog_device *wdd);
	int (*set_timeout)(struct watchdog_device *wdd, unsigned int timeout);
	unsigned int (*get_timeleft)(struct watchdog_device *wdd);
};
struct watchdog_device {
	const struct watchdog_info *info;
	const struct watchdog_ops *ops;
	struct device *parent;
	unsigned int timeout, min_timeout, max_timeout;
	void *driver_data;
};
int devm_watchdog_register_device(struct device *dev, struct watchdog_device *wdd);
void watchdog_set_drvdata(struct watchdog_device *wdd, void *data);
void *watchdog_get_drvdata(struct watchdog_device *wdd);

struct device *devm_hwmon_device_register_with_groups(struct device *dev, const char *name, void *drvdata,
						      const struct attribute_group **groups);
struct power_supply;
void power_supply_changed(struct power_supply *psy);

#endif

/* Model of linux/input.h, leds.h and backlight: force feedback playback and brightness_set are atomic. */
#ifndef _MODEL_LINUX_INPUT_H
#define _MODEL_LINUX_INPUT_H

#include <linux/device.h>
#include <linux/module.h>

#define EV_SYN 0
#define EV_KEY 1
#define EV_REL 2
#define EV_ABS 3
#define EV_MSC 4
#define EV_SW 5
#define EV_LED 0x11
#define EV_SND 0x12
#define EV_FF 0x15
#define REL_X 0
#define REL_Y 1
#define REL_WHEEL 8
#define ABS_X 0
#define ABS_Y 1
#define ABS_PRESSURE 0x18
#define ABS_MT_POSITION_X 0x35
#define ABS_MT_POSITION_Y 0x36
#define KEY_POWER 116
#define KEY_MAX 0x2ff
#define BTN_LEFT 0x110
#define BTN_RIGHT 0x111
#define BTN_MIDDLE 0x112
#define BTN_TOUCH 0x14a
#define FF_RUMBLE 0x50
#define FF_GAIN 0x60
#define BUS_USB 3
#define BUS_I2C 0x18
#define BUS_HOST 0x19
#define MSC_SCAN 4
#define INPUT_MT_DIRECT 1
struct input_id { __u16 bustype, vendor, product, version; };
struct ff_effect { __u16 type; __s16 id; };
struct input_dev;
struct ff_device {
	int (*upload)(struct input_dev *dev, struct ff_effect *effect, struct ff_effect *old);
	int (*erase)(struct input_dev *dev, int effect_id);
	int (*playback)(struct input_dev *dev, int effect_id, int value);
	void (*set_gain)(struct input_dev *dev, u16 gain);
	void *private;
};
struct input_dev {
	const char *name, *phys, *uniq;
	struct input_id id;
	unsigned long evbit[1], keybit[BITS_TO_LONGS(0x300)], relbit[1], absbit[1], mscbit[1], ledbit[1], sndbit[1], ffbit[2], swbit[1];
	unsigned long propbit[1];
	unsigned int keycodemax, keycodesize;
	void *keycode;
	struct ff_device *ff;
	int (*open)(struct input_dev *dev);
	void (*close)(struct input_dev *dev);
	int (*flush)(struct input_dev *dev, struct file *file);
	int (*event)(struct input_dev *dev, unsigned int type, unsigned int code, int value);
	spinlock_t event_lock;
	struct mutex mutex;
	struct device dev;
};
struct input_dev *input_allocate_device(void);
struct input_dev *devm_input_allocate_device(struct device *dev);
void input_free_device(struct input_dev *dev);
int input_register_device(struct input_dev *dev);
void input_unregister_device(struct input_dev *dev);
void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value);
void input_report_key(struct input_dev *dev, unsigned int code, int value);
void input_report_rel(struct input_dev *dev, unsigned int code, int value);
void input_report_abs(struct input_dev *dev, unsigned int code, int value);
void input_report_switch(struct input_dev *dev, unsigned int code, int value);
void input_sync(struct input_dev *dev);
void input_mt_sync_frame(struct input_dev *dev);
int input_mt_init_slots(struct input_dev *dev, unsigned int slots, unsigned int flags);
void input_mt_slot(struct input_dev *dev, int slot);
bool input_mt_report_slot_state(struct input_dev *dev, unsigned int tool, bool active);
void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code);
void input_set_abs_params(struct input_dev *dev, unsigned int axis, int min, int max, int fuzz, int flat);
void *input_get_drvdata(struct input_dev *dev);
void input_set_drvdata(struct input_dev *dev, void *data);
int input_ff_create(struct input_dev *dev, unsigned int max_effects);
int input_ff_create_memless(struct input_dev *dev, void *data, int (*play)(struct input_dev *, void *, struct ff_effect *));

enum led_brightness { LED_OFF, LED_ON, LED_HALF = 127, LED_FULL = 255 };
struct led_classdev {
	const char *name, *default_trigger;
	unsigned int brightness, max_brightness;
	int flags;
	void (*brightness_set)(struct led_classdev *cdev, enum led_brightness brightness);
	int (*brightness_set_blocking)(struct led_classdev *cdev, enum led_brightness brightness);
	enum led_brightness (*brightness_get)(struct led_classdev *cdev);
	int (*blink_set)(struct led_classdev *cdev, unsigned long *delay_on, unsigned long *delay_off);
	struct device *dev;
};
int led_classdev_register(struct device *parent, struct led_classdev *cdev);
int devm_led_classdev_register(struct device *parent, struct led_classdev *cdev);
void led_classdev_unregister(struct led_classdev *cdev);
void led_set_brightness(struct led_classdev *cdev, unsigned int brightness);
void led_classdev_suspend(struct led_classdev *cdev);
void led_classdev_resume(struct led_classdev *cdev);

#endif

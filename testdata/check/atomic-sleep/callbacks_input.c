/* LEDs, force feedback, input and HID events. callbacks_led_blocking.c is the twin of an LED that may sleep. */
#include <linux/delay.h>
#include <linux/hid.h>
#include <linux/leds.h>

static void lamp_set(struct led_classdev *cdev, enum led_brightness brightness)
{
	msleep(1); // expect: atomic-sleep {{brightness_set}}
}

static int lamp_blink(struct led_classdev *cdev, unsigned long *delay_on, unsigned long *delay_off)
{
	msleep(1); // expect: atomic-sleep {{blink_set}}
	return 0;
}

int lamp_probe(struct device *dev, struct led_classdev *cdev)
{
	cdev->brightness_set = lamp_set;
	cdev->blink_set = lamp_blink;
	return devm_led_classdev_register(dev, cdev);
}

static int stick_playback(struct input_dev *dev, int effect_id, int value)
{
	msleep(1); // expect: atomic-sleep {{event_lock}}
	return 0;
}

static int stick_upload(struct input_dev *dev, struct ff_effect *effect, struct ff_effect *old)
{
	msleep(1);
	return 0;
}

void stick_probe(struct input_dev *dev)
{
	dev->ff->upload = stick_upload;
	dev->ff->playback = stick_playback;
}

static int pad_raw_event(struct hid_device *hdev, struct hid_report *report, u8 *data, int size)
{
	kfree(kmalloc(size, GFP_KERNEL)); // expect: atomic-alloc {{HID event}} confidence=likely
	return 0;
}

static int pad_probe(struct hid_device *hdev, const struct hid_device_id *id)
{
	kfree(kmalloc(8, GFP_KERNEL));
	return 0;
}

struct hid_driver pad_driver = {
	.probe = pad_probe,
	.raw_event = pad_raw_event,
};

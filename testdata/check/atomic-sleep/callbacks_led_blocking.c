/* An LED with brightness_set_blocking may sleep in its blink function, too. */ // expect-none
#include <linux/delay.h>
#include <linux/leds.h>

static int strip_set(struct led_classdev *cdev, enum led_brightness brightness)
{
	msleep(1);
	return 0;
}

static int strip_blink(struct led_classdev *cdev, unsigned long *delay_on, unsigned long *delay_off)
{
	msleep(1);
	return 0;
}

int strip_probe(struct device *dev, struct led_classdev *cdev)
{
	cdev->brightness_set_blocking = strip_set;
	cdev->blink_set = strip_blink;
	return devm_led_classdev_register(dev, cdev);
}

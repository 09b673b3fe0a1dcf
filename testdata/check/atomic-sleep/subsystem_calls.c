/* Calls of other subsystems that sleep, beside the ones made for atomic context. */
#include <linux/clk.h>
#include <linux/firmware.h>
#include <linux/gpio/consumer.h>
#include <linux/i2c.h>
#include <linux/netdevice.h>
#include <linux/pm_runtime.h>
#include <linux/regulator/consumer.h>
#include <linux/usb.h>

struct board {
	spinlock_t lock;
	struct device *dev;
	struct clk *clk;
	struct gpio_desc *gpio;
	struct i2c_client *i2c;
	struct regulator *supply;
	struct usb_device *udev;
	struct urb *urb;
	struct napi_struct napi;
	const struct firmware *fw;
};

void sleeping(struct board *b)
{
	spin_lock(&b->lock);
	clk_prepare(b->clk); // expect: atomic-sleep {{clk_prepare}}
	gpiod_set_value_cansleep(b->gpio, 1); // expect: atomic-sleep {{gpiod_set_value_cansleep}}
	i2c_smbus_write_byte_data(b->i2c, 1, 2); // expect: atomic-sleep {{i2c_smbus}}
	regulator_enable(b->supply); // expect: atomic-sleep {{regulator_enable}}
	usb_kill_urb(b->urb); // expect: atomic-sleep {{usb_kill_urb}}
	usb_control_msg(b->udev, 0, 0, 0, 0, 0, NULL, 0, 100); // expect: atomic-sleep {{usb_control_msg}}
	request_firmware(&b->fw, "board.bin", b->dev); // expect: atomic-alloc {{request_firmware}}
	rtnl_lock(); // expect: atomic-sleep {{rtnl_lock}}
	rtnl_unlock();
	napi_disable(&b->napi); // expect: atomic-sleep {{napi_disable}}
	spin_unlock(&b->lock);
}

void not_sleeping(struct board *b)
{
	spin_lock(&b->lock);
	clk_enable(b->clk);
	clk_disable(b->clk);
	gpiod_set_value(b->gpio, 1);
	usb_unlink_urb(b->urb);
	napi_schedule(&b->napi);
	netif_wake_queue(b->napi.dev);
	dev_err(b->dev, "reset\n");
	pm_runtime_put(b->dev);
	spin_unlock(&b->lock);
	clk_prepare(b->clk);
	usb_kill_urb(b->urb);
}

/* An inline of a header: the finding stands in the driver. */
void through_inline(struct board *b)
{
	spin_lock(&b->lock);
	clk_prepare_enable(b->clk); // expect: atomic-sleep
	spin_unlock(&b->lock);
	clk_prepare_enable(b->clk);
}

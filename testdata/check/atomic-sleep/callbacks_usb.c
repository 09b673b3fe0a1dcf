/* Operations of USB host and device controllers, and of gadgets. */
#include <linux/delay.h>
#include <linux/usb/gadget.h>
#include <linux/usb/hcd.h>

static int host_urb_enqueue(struct usb_hcd *hcd, struct urb *urb, gfp_t mem_flags)
{
	void *td = kmalloc(32, mem_flags);

	kfree(td);
	td = kmalloc(32, GFP_NOIO); // expect: atomic-alloc {{urb_enqueue}} {{GFP_NOIO}}
	kfree(td);
	return 0;
}

static int host_urb_dequeue(struct usb_hcd *hcd, struct urb *urb, int status)
{
	msleep(1); // expect: atomic-sleep {{urb_dequeue}}
	return 0;
}

static int host_start(struct usb_hcd *hcd)
{
	msleep(1);
	return 0;
}

static void host_endpoint_disable(struct usb_hcd *hcd, struct usb_host_endpoint *ep)
{
	msleep(1);
}

static const struct hc_driver host_driver = {
	.start = host_start,
	.urb_enqueue = host_urb_enqueue,
	.urb_dequeue = host_urb_dequeue,
	.endpoint_disable = host_endpoint_disable,
};

struct usb_hcd *host_probe(struct device *dev)
{
	return usb_create_hcd(&host_driver, dev, "host");
}

static int udc_ep_enable(struct usb_ep *ep, const struct usb_endpoint_descriptor *desc)
{
	msleep(1); // expect: atomic-sleep {{usb_ep_ops.enable}}
	return 0;
}

static int udc_ep_queue(struct usb_ep *ep, struct usb_request *req, gfp_t gfp)
{
	kfree(kmalloc(8, GFP_KERNEL)); // expect: atomic-alloc {{usb_ep_ops.queue}}
	return 0;
}

static void udc_ep_dispose(struct usb_ep *ep)
{
	msleep(1);
}

const struct usb_ep_ops udc_ep_ops = {
	.enable = udc_ep_enable,
	.queue = udc_ep_queue,
	.dispose = udc_ep_dispose,
};

static int udc_vbus_draw(struct usb_gadget *gadget, unsigned int ma)
{
	msleep(1); // expect: atomic-sleep {{vbus_draw}}
	return 0;
}

static int udc_pullup(struct usb_gadget *gadget, int is_on)
{
	msleep(1);
	return 0;
}

const struct usb_gadget_ops udc_ops = {
	.vbus_draw = udc_vbus_draw,
	.pullup = udc_pullup,
};

static void toy_suspend(struct usb_gadget *gadget)
{
	msleep(1); // expect: atomic-sleep {{gadget event}}
}

static int toy_bind(struct usb_gadget *gadget, struct usb_gadget_driver *driver)
{
	msleep(1);
	return 0;
}

struct usb_gadget_driver toy_driver = {
	.bind = toy_bind,
	.suspend = toy_suspend,
};

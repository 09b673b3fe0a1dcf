/* URB completions must not sleep; submitting from one takes GFP_ATOMIC. */
#include <linux/slab.h>
#include <linux/usb.h>

struct cam {
	struct usb_device *udev;
	struct urb *in, *out, *status;
	spinlock_t lock;
	u8 *buffer;
};

static void cam_in(struct urb *urb)
{
	struct cam *c = urb->context;

	c->buffer = kmalloc(urb->actual_length, GFP_KERNEL); // expect: atomic-alloc chain=cam_in
	usb_submit_urb(urb, GFP_KERNEL); // expect: atomic-alloc {{usb_submit_urb}} chain=cam_in
}

static void cam_out(struct urb *urb)
{
	struct cam *c = urb->context;

	c->buffer = kmalloc(urb->actual_length, GFP_ATOMIC);
	usb_submit_urb(urb, GFP_ATOMIC);
}

static void cam_status(struct urb *urb)
{
	struct urb *next = usb_alloc_urb(0, GFP_NOIO); // expect: atomic-alloc {{usb_alloc_urb}}

	usb_free_urb(next);
}

int cam_start(struct cam *c)
{
	c->in = usb_alloc_urb(0, GFP_KERNEL);
	c->out = usb_alloc_urb(0, GFP_KERNEL);
	c->status = usb_alloc_urb(0, GFP_KERNEL);
	if (!c->in || !c->out || !c->status)
		return -ENOMEM;
	usb_fill_bulk_urb(c->in, c->udev, usb_rcvbulkpipe(c->udev, 1), c->buffer, 512, cam_in, c);
	usb_fill_int_urb(c->out, c->udev, usb_sndintpipe(c->udev, 2), c->buffer, 8, cam_out, c, 4);
	c->status->complete = cam_status;
	c->status->context = c;
	return usb_submit_urb(c->in, GFP_KERNEL);
}

int cam_restart(struct cam *c)
{
	unsigned long flags;
	int ret;

	spin_lock_irqsave(&c->lock, flags);
	ret = usb_submit_urb(c->in, GFP_KERNEL); // expect: atomic-alloc chain=cam_restart
	if (!ret)
		ret = usb_submit_urb(c->out, GFP_ATOMIC);
	spin_unlock_irqrestore(&c->lock, flags);
	return ret;
}

/* The stack is vmalloc memory on most machines, and shares cache lines on all. */
#include <linux/hid.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/usb.h>
#include <linux/usb/gadget.h>

int read_status(struct usb_device *udev, unsigned int pipe)
{
	u8 status[4], *copy = kmalloc(4, GFP_KERNEL);
	int ret;

	if (!copy)
		return -ENOMEM;
	usb_control_msg(udev, pipe, 0, 0, 0, 0, status, 4, 100); // expect: linear-map {{`status`, which is on the stack, comes to usb_control_msg()}}
	ret = usb_control_msg(udev, pipe, 0, 0, 0, 0, copy, 4, 100);
	kfree(copy);
	return ret;
}

/* Nothing is mapped. */
int ping(struct usb_device *udev, unsigned int pipe)
{
	u8 nothing;

	return usb_control_msg(udev, pipe, 0, 0, 0, 0, &nothing, 0, 100);
}

void digest(struct scatterlist *sg)
{
	u8 pad[64];

	sg_init_one(sg, pad, sizeof(pad)); // expect: linear-map
}

static void fill(struct urb *urb, struct usb_device *udev, void *buffer)
{
	usb_fill_bulk_urb(urb, udev, 0, buffer, 8, NULL, NULL);
}

void submit_local(struct urb *urb, struct usb_device *udev)
{
	u8 packet[8];

	fill(urb, udev, packet); // expect: linear-map chain=submit_local>fill
}

void submit_heap(struct urb *urb, struct usb_device *udev)
{
	fill(urb, udev, kmalloc(8, GFP_KERNEL));
}

static int read_register(struct usb_device *udev, unsigned int pipe, u8 *value)
{
	return usb_control_msg(udev, pipe, 0, 0, 0, 0, value, 1, 100);
}

/* Each caller that has it on its stack is mistaken, and not the helper. */
int is_ready(struct usb_device *udev, unsigned int pipe)
{
	u8 ready;

	read_register(udev, pipe, &ready); // expect: linear-map {{`ready`, which is on the stack, comes to usb_control_msg()}}
	return ready;
}

int is_busy(struct usb_device *udev, unsigned int pipe)
{
	u8 busy;

	read_register(udev, pipe, &busy); // expect: linear-map {{`busy`}}
	return busy;
}

void gadget(struct usb_request *wrong, struct usb_request *right)
{
	u8 reply[8];

	wrong->buf = reply; // expect: linear-map {{comes to usb_request.buf}}
	right->buf = kmalloc(8, GFP_KERNEL);
}

void report(struct hid_device *hdev)
{
	u8 wrong[4] = {}, *right = kzalloc(4, GFP_KERNEL);

	hid_hw_raw_request(hdev, 0, wrong, sizeof(wrong), 0, 0); // expect: linear-map {{`wrong`, which is on the stack}} confidence=likely
	hid_hw_output_report(hdev, wrong, sizeof(wrong)); // expect: linear-map confidence=likely
	hid_hw_raw_request(hdev, 0, right, 4, 0, 0);
	hid_hw_output_report(hdev, right, 4);
	kfree(right);
}

struct channel { int direct; };

static void send(struct channel *c, struct urb *urb, struct usb_device *udev, void *buffer)
{
	if (c->direct)
		usb_fill_bulk_urb(urb, udev, 0, buffer, 8, NULL, NULL); // expect: linear-map {{depending on `channel.direct`}} confidence=likely
}

void send_local(struct channel *c, struct urb *urb, struct usb_device *udev)
{
	u8 packet[8];

	send(c, urb, udev, packet);
}

void send_local_to(struct urb *urb, struct usb_device *udev)
{
	struct channel direct = {.direct = 1}, other = {.direct = 0};
	u8 packet[8];

	send(&other, urb, udev, packet);
	send(&direct, urb, udev, packet); // expect: linear-map confidence=definite
}

#include <linux/usb.h>

struct channel {
	struct usb_device *udev;
	void *in, *out, *ctrl, *both;
	dma_addr_t in_dma, out_dma, ctrl_dma, both_dma;
	size_t in_size, out_size, ctrl_size;
};

// expect-none
#include "buffers.h"

int channel_open(struct channel *c, int large)
{
	c->in = usb_alloc_coherent(c->udev, c->in_size, GFP_KERNEL, &c->in_dma);
	c->out = usb_alloc_coherent(c->udev, c->out_size, GFP_KERNEL, &c->out_dma);
	c->ctrl = usb_alloc_coherent(c->udev, c->ctrl_size, GFP_KERNEL, &c->ctrl_dma);
	if (large)
		c->both = usb_alloc_coherent(c->udev, c->in_size, GFP_KERNEL, &c->both_dma);
	else
		c->both = usb_alloc_coherent(c->udev, c->out_size, GFP_KERNEL, &c->both_dma);
	return c->in && c->out && c->ctrl && c->both ? 0 : -ENOMEM;
}

#include "buffers.h"

void channel_close(struct channel *c, struct channel *other)
{
	usb_free_coherent(c->udev, c->out_size, c->in, c->in_dma); // expect: wrong-order {{size channel.in_size, and not channel.out_size}} confidence=likely
	usb_free_coherent(c->udev, c->out_size, c->out, c->out_dma);
	usb_free_coherent(c->udev, other->in_size, c->ctrl, c->ctrl_dma);
	usb_free_coherent(c->udev, c->out_size, c->both, c->both_dma);
}

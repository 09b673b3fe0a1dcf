/* The tables and registrations are in one file, the functions in another. */
#include <linux/interrupt.h>
#include <linux/netdevice.h>

#include "card.h"

const struct net_device_ops card_ops = { // expect-none
	.ndo_open = card_open,
	.ndo_start_xmit = card_xmit,
};

int card_probe(struct net_device *dev, struct card *c)
{
	dev->netdev_ops = &card_ops;
	return request_threaded_irq(c->irq, card_interrupt, card_thread, 0, "card", c);
}

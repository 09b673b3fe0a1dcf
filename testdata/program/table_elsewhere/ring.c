#include <linux/interrupt.h>
#include <linux/netdevice.h>
#include <linux/slab.h>

#include "card.h"

static int card_fill(struct card *c)
{
	c->ring = kmalloc(4096, GFP_KERNEL); // expect: atomic-alloc {{in transmit function card_xmit()}} chain=card_xmit>card_fill
	return c->ring ? 0 : -ENOMEM;
}

netdev_tx_t card_xmit(struct sk_buff *skb, struct net_device *dev)
{
	struct card *c = netdev_priv(dev);

	if (!c->ring)
		card_fill(c);
	return NETDEV_TX_OK;
}

int card_open(struct net_device *dev)
{
	return card_fill(netdev_priv(dev));
}

irqreturn_t card_interrupt(int irq, void *data)
{
	struct card *c = data;

	c->ring = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{in interrupt handler card_interrupt()}}
	return IRQ_WAKE_THREAD;
}

irqreturn_t card_thread(int irq, void *data)
{
	struct card *c = data;

	c->ring = kmalloc(64, GFP_KERNEL);
	return IRQ_HANDLED;
}

/* Fields of operations tables whose contract forbids sleeping, beside fields of the same tables that may. */
#include <linux/netdevice.h>
#include <linux/serial_core.h>
#include <linux/slab.h>
#include <sound/pcm.h>

static netdev_tx_t eth_xmit(struct sk_buff *skb, struct net_device *dev)
{
	void *copy = kmalloc(skb->len, GFP_KERNEL); // expect: atomic-alloc chain=eth_xmit {{ndo_start_xmit}}

	kfree(copy);
	return NETDEV_TX_OK;
}

static int eth_open(struct net_device *dev)
{
	void *ring = kmalloc(4096, GFP_KERNEL);

	kfree(ring);
	return ring ? 0 : -ENOMEM;
}

static const struct net_device_ops eth_ops = {
	.ndo_open = eth_open,
	.ndo_start_xmit = eth_xmit,
};

static void uart_start_tx(struct uart_port *port)
{
	kfree(kmalloc(16, GFP_KERNEL)); // expect: atomic-alloc chain=uart_start_tx
}

static void uart_stop_tx(struct uart_port *port)
{
	kfree(kmalloc(16, GFP_ATOMIC));
}

static int uart_startup(struct uart_port *port)
{
	port->private_data = kmalloc(16, GFP_KERNEL);
	return port->private_data ? 0 : -ENOMEM;
}

static const struct uart_ops uart_table = {
	.start_tx = uart_start_tx,
	.stop_tx = uart_stop_tx,
	.startup = uart_startup,
};

static int pcm_trigger(struct snd_pcm_substream *substream, int cmd)
{
	substream->private_data = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc chain=pcm_trigger
	return 0;
}

static int pcm_open(struct snd_pcm_substream *substream)
{
	substream->private_data = kmalloc(16, GFP_KERNEL);
	return substream->private_data ? 0 : -ENOMEM;
}

static const struct snd_pcm_ops pcm_table = {
	.open = pcm_open,
	.trigger = pcm_trigger,
};

void driver_init(struct net_device *dev, struct uart_port *port, struct snd_pcm *pcm)
{
	dev->netdev_ops = &eth_ops;
	port->ops = &uart_table;
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &pcm_table);
}

/* Model of linux/mailbox_client.h and mailbox_controller.h: messages are sent under the channel's spinlock. */
#ifndef _MODEL_LINUX_MAILBOX_CLIENT_H
#define _MODEL_LINUX_MAILBOX_CLIENT_H

#include <linux/device.h>

struct mbox_chan;
struct mbox_client {
	struct device *dev;
	bool tx_block, knows_txdone;
	unsigned long tx_tout;
	void (*rx_callback)(struct mbox_client *cl, void *mssg);
	void (*tx_prepare)(struct mbox_client *cl, void *mssg);
	void (*tx_done)(struct mbox_client *cl, void *mssg, int r);
};
struct mbox_chan_ops {
	int (*send_data)(struct mbox_chan *chan, void *data);
	int (*flush)(struct mbox_chan *chan, unsigned long timeout);
	int (*startup)(struct mbox_chan *chan);
	void (*shutdown)(struct mbox_chan *chan);
	bool (*last_tx_done)(struct mbox_chan *chan);
	bool (*peek_data)(struct mbox_chan *chan);
};
struct mbox_controller {
	struct device *dev;
	const struct mbox_chan_ops *ops;
	struct mbox_chan *chans;
	int num_chans;
	bool txdone_irq, txdone_poll;
};
struct mbox_chan { struct mbox_controller *mbox; struct mbox_client *cl; void *con_priv; };
struct mbox_chan *mbox_request_channel(struct mbox_client *cl, int index);
void mbox_free_channel(struct mbox_chan *chan);
int mbox_send_message(struct mbox_chan *chan, void *mssg);
void mbox_chan_received_data(struct mbox_chan *chan, void *data);
void mbox_chan_txdone(struct mbox_chan *chan, int r);
int devm_mbox_controller_register(struct device *dev, struct mbox_controller *mbox);

#endif

struct card {
	void *ring;
	int irq;
};

netdev_tx_t card_xmit(struct sk_buff *skb, struct net_device *dev);
int card_open(struct net_device *dev);
irqreturn_t card_interrupt(int irq, void *data);
irqreturn_t card_thread(int irq, void *data);

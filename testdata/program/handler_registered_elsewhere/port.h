struct port {
	int irq;
	void *buffer;
};

int port_request(struct port *p, irq_handler_t handler, irq_handler_t thread);
irqreturn_t port_slow(int irq, void *data);

/* What is done where an operation is not there is done by those that have none: it is no more than likely. */
#include <linux/interrupt.h>
#include <linux/slab.h>

struct transport;
struct transport_ops {
	int (*request)(struct transport *t);
};
struct transport {
	const struct transport_ops *ops;
	void *buffer;
};

static int send_slowly(struct transport *t)
{
	t->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{if `transport_ops.request` is not set}} confidence=likely
	return 0;
}

static int transport_send(struct transport *t)
{
	if (t->ops->request)
		return t->ops->request(t);
	return send_slowly(t);
}

static irqreturn_t transport_irq(int irq, void *data)
{
	transport_send(data);
	return IRQ_HANDLED;
}

int transport_start(struct transport *t, int irq)
{
	return request_irq(irq, transport_irq, 0, "transport", t);
}

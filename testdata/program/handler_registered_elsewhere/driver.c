#include <linux/interrupt.h>
#include <linux/slab.h>

#include "port.h"

static irqreturn_t port_quick(int irq, void *data)
{
	struct port *p = data;

	p->buffer = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{in interrupt handler port_quick()}}
	return IRQ_WAKE_THREAD;
}

int port_open(struct port *p)
{
	return port_request(p, port_quick, port_slow);
}

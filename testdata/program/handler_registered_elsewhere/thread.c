#include <linux/interrupt.h>
#include <linux/slab.h>

#include "port.h"

irqreturn_t port_slow(int irq, void *data) // expect-none
{
	struct port *p = data;

	p->buffer = kmalloc(8, GFP_KERNEL);
	return IRQ_HANDLED;
}

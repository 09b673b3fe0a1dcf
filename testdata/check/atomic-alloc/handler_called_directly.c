/* A function that is an interrupt handler and is called from process context as well: only the handler's way is wrong,
 * and a call with the interrupt masked is no different from any other call.
 */
#include <linux/interrupt.h>
#include <linux/slab.h>

struct modem {
	int irq;
	void *message;
};

static irqreturn_t modem_irq(int irq, void *data)
{
	struct modem *m = data;

	m->message = kmalloc(128, GFP_KERNEL); // expect: atomic-alloc chain=modem_irq {{modem_irq}}
	return IRQ_HANDLED;
}

void modem_poll(struct modem *m)
{
	modem_irq(m->irq, m);
}

int modem_start(struct modem *m)
{
	return request_irq(m->irq, modem_irq, 0, "modem", m);
}

/* Asks which of the two it is. */
static irqreturn_t modem_careful_irq(int irq, void *data)
{
	struct modem *m = data;

	m->message = kmalloc(128, in_interrupt() ? GFP_ATOMIC : GFP_KERNEL);
	return IRQ_HANDLED;
}

void modem_careful_poll(struct modem *m)
{
	modem_careful_irq(m->irq, m);
}

int modem_careful_start(struct modem *m)
{
	return request_irq(m->irq, modem_careful_irq, 0, "modem", m);
}

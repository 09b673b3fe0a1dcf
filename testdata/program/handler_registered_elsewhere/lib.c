/* A helper registers what its caller, in another file, hands it. */
#include <linux/interrupt.h>

#include "port.h"

int port_request(struct port *p, irq_handler_t handler, irq_handler_t thread) // expect-none
{
	return request_threaded_irq(p->irq, handler, thread, 0, "port", p);
}

/* Operations of serial ports and terminals: under the port's lock, or not. */
#include <linux/delay.h>
#include <linux/serial_core.h>

static unsigned int port_tx_empty(struct uart_port *port)
{
	msleep(1); // expect: atomic-sleep {{tx_empty}}
	return 0;
}

static int port_rs485_config(struct uart_port *port, struct ktermios *termios, struct serial_rs485 *rs485)
{
	msleep(1); // expect: atomic-sleep {{rs485_config}}
	return 0;
}

static void port_break_ctl(struct uart_port *port, int ctl)
{
	msleep(1);
}

static void port_shutdown(struct uart_port *port)
{
	msleep(1);
}

static const struct uart_ops port_ops = {
	.tx_empty = port_tx_empty,
	.break_ctl = port_break_ctl,
	.shutdown = port_shutdown,
};

void port_setup(struct uart_port *port)
{
	port->ops = &port_ops;
	port->rs485_config = port_rs485_config;
}

static void line_stop(struct tty_struct *tty)
{
	msleep(1); // expect: atomic-sleep {{flow control}}
}

static void line_throttle(struct tty_struct *tty)
{
	msleep(1);
}

const struct tty_operations line_ops = {
	.stop = line_stop,
	.throttle = line_throttle,
};

static void discipline_wakeup(struct tty_struct *tty)
{
	msleep(1); // expect: atomic-sleep {{write_wakeup}}
}

static void discipline_receive(struct tty_struct *tty, const u8 *cp, const u8 *fp, size_t count)
{
	msleep(1);
}

struct tty_ldisc_ops discipline = {
	.write_wakeup = discipline_wakeup,
	.receive_buf = discipline_receive,
};

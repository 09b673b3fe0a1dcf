/* Model of linux/tty.h, tty_driver.h, tty_flip.h, serial_core.h and console.h: uart_ops and console writes run under the port's spinlock. */
#ifndef _MODEL_LINUX_TTY_H
#define _MODEL_LINUX_TTY_H

#include <linux/fs.h>
#include <linux/module.h>
#include <linux/serial_reg.h>
#include <linux/workqueue.h>

typedef unsigned int tcflag_t;
typedef unsigned char cc_t;
typedef unsigned int speed_t;
struct ktermios { tcflag_t c_iflag, c_oflag, c_cflag, c_lflag; cc_t c_line, c_cc[19]; unsigned int c_ispeed, c_ospeed; };
struct winsize { unsigned short ws_row, ws_col; };
#define CSIZE 0x30
#define CS5 0
#define CS6 0x10
#define CS7 0x20
#define CS8 0x30
#define CSTOPB 0x40
#define CREAD 0x80
#define PARENB 0x100
#define PARODD 0x200
#define HUPCL 0x400
#define CLOCAL 0x800
#define CMSPAR 010000000000
#define CRTSCTS 020000000000
#define IGNBRK 1
#define BRKINT 2
#define IGNPAR 4
#define PARMRK 8
#define INPCK 0x10
#define IXON 0x400
#define CBAUD 0x100f
#define CBAUDEX 0x1000
#define BOTHER 0x1000
#define IXOFF 0x1000
#define IXANY 0x800
#define IGNCR 0x80
#define ECHO 8
#define B0 0
#define B110 3
#define B300 7
#define B1200 9
#define B2400 11
#define B4800 12
#define B19200 14
#define B38400 15
#define B57600 0x1001
#define B230400 0x1003
#define TIOCSER_TEMT 1
#define TIOCMGET 0x5415
#define TIOCMIWAIT 0x545C
#define TIOCGSERIAL 0x541E
#define TIOCSSERIAL 0x541F
#define START_CHAR(tty) ((tty)->termios.c_cc[8])
#define STOP_CHAR(tty) ((tty)->termios.c_cc[9])
#define C_CSIZE(tty) ((tty)->termios.c_cflag & CSIZE)
#define C_CSTOPB(tty) ((tty)->termios.c_cflag & CSTOPB)
#define C_PARENB(tty) ((tty)->termios.c_cflag & PARENB)
#define C_PARODD(tty) ((tty)->termios.c_cflag & PARODD)
#define C_CMSPAR(tty) ((tty)->termios.c_cflag & CMSPAR)
#define I_IXON(tty) ((tty)->termios.c_iflag & IXON)
#define B9600 13
#define B115200 0x1002
#define TIOCM_DTR 2
#define TIOCM_RTS 4
#define TIOCM_CTS 0x20
#define TIOCM_CAR 0x40
#define TIOCM_CD TIOCM_CAR
#define TIOCM_RNG 0x80
#define TIOCM_RI TIOCM_RNG
#define TIOCM_DSR 0x100
#define TIOCM_OUT1 0x2000
#define TIOCM_OUT2 0x4000
#define TIOCM_LOOP 0x8000
#define TTY_NORMAL 0
#define TTY_BREAK 1
#define TTY_FRAME 2
#define TTY_PARITY 3
#define TTY_OVERRUN 4
#define TTY_DRIVER_REAL_RAW 4
#define TTY_DRIVER_DYNAMIC_DEV 8
#define TTY_DRIVER_TYPE_SERIAL 3
#define SERIAL_TYPE_NORMAL 1
extern struct ktermios tty_std_termios;
struct tty_struct; struct tty_port; struct tty_driver; struct serial_icounter_struct; struct serial_struct;
struct tty_operations {
	struct tty_struct *(*lookup)(struct tty_driver *driver, struct file *filp, int idx);
	int (*install)(struct tty_driver *driver, struct tty_struct *tty);
	void (*remove)(struct tty_driver *driver, struct tty_struct *tty);
	int (*open)(struct tty_struct *tty, struct file *filp);
	void (*close)(struct tty_struct *tty, struct file *filp);
	void (*shutdown)(struct tty_struct *tty);
	void (*cleanup)(struct tty_struct *tty);
	ssize_t (*write)(struct tty_struct *tty, const u8 *buf, size_t count);
	int (*put_char)(struct tty_struct *tty, u8 ch);
	void (*flush_chars)(struct tty_struct *tty);
	unsigned int (*write_room)(struct tty_struct *tty);
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, const struct ktermios *old);
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	void (*hangup)(struct tty_struct *tty);
	int (*break_ctl)(struct tty_struct *tty, int state);
	void (*flush_buffer)(struct tty_struct *tty);
	void (*wait_until_sent)(struct tty_struct *tty, int timeout);
	int (*tiocmget)(struct tty_struct *tty);
	int (*tiocmset)(struct tty_struct *tty, unsigned int set, unsigned int clear);
	int (*get_icount)(struct tty_struct *tty, struct serial_icounter_struct *icount);
	int (*get_serial)(struct tty_struct *tty, struct serial_struct *p);
	int (*set_serial)(struct tty_struct *tty, struct serial_struct *p);
};
struct tty_driver {
	struct module *owner;
	const char *driver_name, *name;
	int major, minor_start;
	unsigned int num;
	short type, subtype;
	struct ktermios init_termios;
	unsigned long flags;
	struct tty_port **ports;
	void *driver_state;
	const struct tty_operations *ops;
};
struct tty_struct {
	struct kref kref;
	int index;
	struct device *dev;
	struct tty_driver *driver;
	struct tty_port *port;
	const struct tty_operations *ops;
	struct ktermios termios;
	unsigned long flags;
	int count;
	struct winsize winsize;
	void *disc_data, *driver_data;
	wait_queue_head_t write_wait, read_wait;
	unsigned int receive_room;
	struct { bool stopped; } flow;
	struct tty_struct *link;
};
struct tty_port_operations {
	bool (*carrier_raised)(struct tty_port *port);
	void (*dtr_rts)(struct tty_port *port, bool active);
	void (*shutdown)(struct tty_port *port);
	int (*activate)(struct tty_port *port, struct tty_struct *tty);
	void (*destruct)(struct tty_port *port);
};
struct tty_port {
	struct tty_struct *tty;
	const struct tty_port_operations *ops;
	spinlock_t lock;
	int count;
	wait_queue_head_t open_wait, delta_msr_wait;
	unsigned long flags;
	struct mutex mutex;
	u8 *xmit_buf;
	unsigned int close_delay, closing_wait;
	bool low_latency;
};
struct tty_ldisc_ops {
	char *name;
	int num;
	int (*open)(struct tty_struct *tty);
	void (*close)(struct tty_struct *tty);
	void (*receive_buf)(struct tty_struct *tty, const u8 *cp, const u8 *fp, size_t count);
	void (*write_wakeup)(struct tty_struct *tty);
	void (*dcd_change)(struct tty_struct *tty, bool active);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	struct module *owner;
};
int tty_register_ldisc(struct tty_ldisc_ops *ops);
void tty_unregister_ldisc(struct tty_ldisc_ops *ops);
struct tty_driver *tty_alloc_driver_model(unsigned int lines, unsigned long flags);
#define tty_alloc_driver(lines, flags) tty_alloc_driver_model(lines, flags)
int tty_register_driver(struct tty_driver *driver);
void tty_unregister_driver(struct tty_driver *driver);
void tty_driver_kref_put(struct tty_driver *driver);
void tty_set_operations(struct tty_driver *driver, const struct tty_operations *op);
struct device *tty_register_device(struct tty_driver *driver, unsigned int index, struct device *dev);
void tty_unregister_device(struct tty_driver *driver, unsigned int index);
void tty_port_init(struct tty_port *port);
void tty_port_destroy(struct tty_port *port);
void tty_port_put(struct tty_port *port);
struct device *tty_port_register_device(struct tty_port *port, struct tty_driver *driver, unsigned int index, struct device *dev);
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_hangup(struct tty_port *port);
void tty_port_tty_wakeup(struct tty_port *port);
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal);
struct tty_struct *tty_port_tty_get(struct tty_port *port);
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty);
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty);
void tty_kref_put(struct tty_struct *tty);
void tty_wakeup(struct tty_struct *tty);
void tty_hangup(struct tty_struct *tty);
void tty_vhangup(struct tty_struct *tty);
void tty_flip_buffer_push(struct tty_port *port);
int tty_insert_flip_char(struct tty_port *port, u8 ch, u8 flag);
size_t tty_insert_flip_string(struct tty_port *port, const u8 *chars, size_t size);
size_t tty_insert_flip_string_fixed_flag(struct tty_port *port, const u8 *chars, u8 flag, size_t size);
int tty_buffer_request_room(struct tty_port *port, size_t size);
size_t tty_prepare_flip_string(struct tty_port *port, u8 **chars, size_t size);
unsigned int tty_get_baud_rate(struct tty_struct *tty);
void tty_encode_baud_rate(struct tty_struct *tty, unsigned int ibaud, unsigned int obaud);
unsigned int tty_termios_baud_rate(const struct ktermios *termios);
void tty_termios_copy_hw(struct ktermios *to, const struct ktermios *old);
unsigned int tty_get_frame_size(unsigned int cflag);
#define C_CRTSCTS(tty) ((tty)->termios.c_cflag & CRTSCTS)
#define C_BAUD(tty) ((tty)->termios.c_cflag & 0x100f)
#define I_IXOFF(tty) ((tty)->termios.c_iflag & 0x1000)
#define C_CLOCAL(tty) ((tty)->termios.c_cflag & CLOCAL)

struct console {
	char name[16];
	void (*write)(struct console *co, const char *s, unsigned int count);
	int (*read)(struct console *co, char *s, unsigned int count);
	struct tty_driver *(*device)(struct console *co, int *index);
	int (*setup)(struct console *co, char *options);
	short flags, index;
	void *data;
	struct console *next;
};
#define CON_PRINTBUFFER 1
#define CON_ENABLED 4
void register_console(struct console *console);
int unregister_console(struct console *console);
void console_lock(void);
int console_trylock(void);
void console_unlock(void);

struct circ_buf { char *buf; int head, tail; };
#define CIRC_CNT(head, tail, size) (((head) - (tail)) & ((size) - 1))
#define CIRC_SPACE(head, tail, size) CIRC_CNT((tail), ((head) + 1), (size))
#define CIRC_CNT_TO_END(head, tail, size) CIRC_CNT(head, tail, size)
#define UART_XMIT_SIZE PAGE_SIZE
#define uart_circ_empty(circ) ((circ)->head == (circ)->tail)
#define uart_circ_chars_pending(circ) (CIRC_CNT((circ)->head, (circ)->tail, UART_XMIT_SIZE))
struct uart_port;
struct uart_icount { __u32 cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk, buf_overrun; };
struct serial_iso7816 { __u32 flags, tg, sc_fi, sc_di, clk; };
struct serial_rs485 { __u32 flags, delay_rts_before_send, delay_rts_after_send; };
#define SER_RS485_ENABLED 1
struct uart_ops {
	unsigned int (*tx_empty)(struct uart_port *port);
	void (*set_mctrl)(struct uart_port *port, unsigned int mctrl);
	unsigned int (*get_mctrl)(struct uart_port *port);
	void (*stop_tx)(struct uart_port *port);
	void (*start_tx)(struct uart_port *port);
	void (*throttle)(struct uart_port *port);
	void (*unthrottle)(struct uart_port *port);
	void (*send_xchar)(struct uart_port *port, char ch);
	void (*stop_rx)(struct uart_port *port);
	void (*start_rx)(struct uart_port *port);
	void (*enable_ms)(struct uart_port *port);
	void (*break_ctl)(struct uart_port *port, int ctl);
	int (*startup)(struct uart_port *port);
	void (*shutdown)(struct uart_port *port);
	void (*flush_buffer)(struct uart_port *port);
	void (*set_termios)(struct uart_port *port, struct ktermios *termios, const struct ktermios *old);
	void (*set_ldisc)(struct uart_port *port, struct ktermios *termios);
	void (*pm)(struct uart_port *port, unsigned int state, unsigned int oldstate);
	const char *(*type)(struct uart_port *port);
	void (*release_port)(struct uart_port *port);
	int (*request_port)(struct uart_port *port);
	void (*config_port)(struct uart_port *port, int type);
	int (*verify_port)(struct uart_port *port, struct serial_struct *ser);
	int (*ioctl)(struct uart_port *port, unsigned int cmd, unsigned long arg);
	int (*poll_init)(struct uart_port *port);
	void (*poll_put_char)(struct uart_port *port, unsigned char ch);
	int (*poll_get_char)(struct uart_port *port);
};
struct uart_state { struct tty_port port; struct circ_buf xmit; struct uart_port *uart_port; };
struct uart_driver {
	struct module *owner;
	const char *driver_name, *dev_name;
	int major, minor, nr;
	struct console *cons;
	struct uart_state *state;
	struct tty_driver *tty_driver;
};
struct uart_port {
	spinlock_t lock;
	unsigned long iobase;
	unsigned char __iomem *membase;
	unsigned int (*serial_in)(struct uart_port *port, int offset);
	void (*serial_out)(struct uart_port *port, int offset, int value);
	void (*set_termios)(struct uart_port *port, struct ktermios *termios, const struct ktermios *old);
	int (*rs485_config)(struct uart_port *port, struct ktermios *termios, struct serial_rs485 *rs485);
	unsigned int irq;
	unsigned long irqflags;
	unsigned int uartclk, fifosize;
	unsigned char x_char, regshift, iotype;
	unsigned int read_status_mask, ignore_status_mask;
	struct uart_state *state;
	struct uart_icount icount;
	struct console *cons;
	unsigned int flags, type;
	const struct uart_ops *ops;
	unsigned int line, mctrl, timeout;
	resource_size_t mapbase, mapsize;
	struct device *dev;
	struct serial_rs485 rs485;
	void *private_data;
	unsigned char suspended, has_sysrq, hub6;
	unsigned int custom_divisor, status;
	struct serial_iso7816 iso7816;
};
#define UPF_SKIP_TEST (1U << 6)
#define UPF_FIXED_TYPE (1U << 27)
#define UPF_FIXED_PORT (1U << 29)
#define UPF_SHARE_IRQ (1U << 24)
#define UPF_LOW_LATENCY (1U << 13)
#define UPSTAT_CTS_ENABLE 1
#define UPIO_PORT 0
#define UPIO_MEM 2
#define UPIO_MEM32 3
#define UPF_BOOT_AUTOCONF (1U << 28)
#define UPF_IOREMAP (1U << 31)
#define PORT_UNKNOWN 0
#define UART_CONFIG_TYPE 1
#define WAKEUP_CHARS 256
static inline void uart_port_lock(struct uart_port *up)
{
	spin_lock(&up->lock);
}
static inline void uart_port_lock_irq(struct uart_port *up)
{
	spin_lock_irq(&up->lock);
}
static inline void uart_port_lock_irqsave(struct uart_port *up, unsigned long *flags)
{
	spin_lock_irqsave(&up->lock, *flags);
}
static inline bool uart_port_trylock_irqsave(struct uart_port *up, unsigned long *flags)
{
	return spin_trylock_irqsave(&up->lock, *flags);
}
static inline void uart_port_unlock(struct uart_port *up)
{
	spin_unlock(&up->lock);
}
static inline void uart_port_unlock_irq(struct uart_port *up)
{
	spin_unlock_irq(&up->lock);
}
static inline void uart_port_unlock_irqrestore(struct uart_port *up, unsigned long flags)
{
	spin_unlock_irqrestore(&up->lock, flags);
}
int uart_register_driver(struct uart_driver *drv);
void uart_unregister_driver(struct uart_driver *drv);
int uart_add_one_port(struct uart_driver *drv, struct uart_port *port);
void uart_remove_one_port(struct uart_driver *drv, struct uart_port *port);
int uart_suspend_port(struct uart_driver *drv, struct uart_port *port);
int uart_resume_port(struct uart_driver *drv, struct uart_port *port);
void uart_write_wakeup(struct uart_port *port);
void uart_insert_char(struct uart_port *port, unsigned int status, unsigned int overrun, u8 ch, u8 flag);
unsigned int uart_get_baud_rate(struct uart_port *port, struct ktermios *termios, const struct ktermios *old,
				unsigned int min, unsigned int max);
unsigned int uart_get_divisor(struct uart_port *port, unsigned int baud);
void uart_update_timeout(struct uart_port *port, unsigned int cflag, unsigned int baud);
void uart_handle_dcd_change(struct uart_port *port, bool active);
void uart_handle_cts_change(struct uart_port *port, bool active);
int uart_handle_break(struct uart_port *port);
int uart_handle_sysrq_char_model(struct uart_port *port, u8 ch);
#define uart_handle_sysrq_char(port, ch) uart_handle_sysrq_char_model(port, ch)
int uart_tx_stopped(struct uart_port *port);
void uart_xmit_advance(struct uart_port *up, unsigned int chars);
void uart_console_write(struct uart_port *port, const char *s, unsigned int count, void (*putchar)(struct uart_port *, unsigned char));
int uart_set_options(struct uart_port *port, struct console *co, int baud, int parity, int bits, int flow);
void uart_parse_options(const char *options, int *baud, int *parity, int *bits, int *flow);
struct tty_driver *uart_console_device(struct console *co, int *index);

#endif

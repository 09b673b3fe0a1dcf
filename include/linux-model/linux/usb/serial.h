/* Model of linux/usb/serial.h. */
#ifndef _MODEL_LINUX_USB_SERIAL_H
#define _MODEL_LINUX_USB_SERIAL_H

#include <linux/kfifo.h>
#include <linux/serial.h>
#include <linux/tty.h>
#include <linux/usb.h>

#define MAX_NUM_PORTS 16
struct usb_serial;
struct usb_serial_driver;
struct usb_serial_port {
	struct usb_serial *serial;
	struct tty_port port;
	spinlock_t lock;
	u32 minor;
	u8 port_number;
	unsigned char *interrupt_in_buffer, *bulk_in_buffer, *bulk_out_buffer;
	struct urb *interrupt_in_urb, *interrupt_out_urb, *read_urb, *write_urb, *read_urbs[2], *write_urbs[2];
	int bulk_in_size, bulk_out_size;
	struct kfifo write_fifo;
	unsigned long write_urbs_free, read_urbs_free;
	unsigned char *bulk_in_buffers[2], *bulk_out_buffers[2];
	struct async_icount icount;
	int tx_bytes;
	__u8 interrupt_in_endpointAddress, bulk_in_endpointAddress, bulk_out_endpointAddress;
	struct work_struct work;
	struct device dev;
	unsigned long flags;
};
struct usb_serial_endpoints {
	unsigned char num_bulk_in, num_bulk_out, num_interrupt_in, num_interrupt_out;
	struct usb_endpoint_descriptor *bulk_in[MAX_NUM_PORTS], *bulk_out[MAX_NUM_PORTS], *interrupt_in[MAX_NUM_PORTS],
		*interrupt_out[MAX_NUM_PORTS];
};
struct usb_serial {
	struct usb_device *dev;
	struct usb_serial_driver *type;
	struct usb_interface *interface;
	unsigned char num_ports;
	struct usb_serial_port *port[MAX_NUM_PORTS];
	struct kref kref;
	struct mutex disc_mutex;
	void *private;
	unsigned char disconnected : 1;
};
struct usb_serial_driver {
	const char *description;
	const struct usb_device_id *id_table;
	struct device_driver driver;
	unsigned char num_ports;
	size_t bulk_in_size, bulk_out_size;
	int (*probe)(struct usb_serial *serial, const struct usb_device_id *id);
	int (*calc_num_ports)(struct usb_serial *serial, struct usb_serial_endpoints *epds);
	int (*attach)(struct usb_serial *serial);
	void (*disconnect)(struct usb_serial *serial);
	void (*release)(struct usb_serial *serial);
	int (*port_probe)(struct usb_serial_port *port);
	void (*port_remove)(struct usb_serial_port *port);
	int (*open)(struct tty_struct *tty, struct usb_serial_port *port);
	void (*close)(struct usb_serial_port *port);
	int (*write)(struct tty_struct *tty, struct usb_serial_port *port, const unsigned char *buf, int count);
	unsigned int (*write_room)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, struct usb_serial_port *port, const struct ktermios *old);
	int (*break_ctl)(struct tty_struct *tty, int break_state);
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	int (*tiocmget)(struct tty_struct *tty);
	int (*tiocmset)(struct tty_struct *tty, unsigned int set, unsigned int clear);
	int (*tiocmiwait)(struct tty_struct *tty, unsigned long arg);
	int (*get_icount)(struct tty_struct *tty, struct serial_icounter_struct *icount);
	int (*get_serial)(struct tty_struct *tty, struct serial_struct *ss);
	int (*set_serial)(struct tty_struct *tty, struct serial_struct *ss);
	void (*init_termios)(struct tty_struct *tty);
	bool (*tx_empty)(struct usb_serial_port *port);
	int (*carrier_raised)(struct usb_serial_port *port);
	int (*suspend)(struct usb_serial *serial, pm_message_t message);
	int (*resume)(struct usb_serial *serial);
	int (*reset_resume)(struct usb_serial *serial);
	unsigned char num_bulk_in, num_bulk_out, num_interrupt_in, num_interrupt_out;
	void (*dtr_rts)(struct usb_serial_port *port, int on);
	void (*read_int_callback)(struct urb *urb);
	void (*write_int_callback)(struct urb *urb);
	void (*read_bulk_callback)(struct urb *urb);
	void (*write_bulk_callback)(struct urb *urb);
	void (*process_read_urb)(struct urb *urb);
	int (*prepare_write_buffer)(struct usb_serial_port *port, void *dest, size_t size);
};
#define usb_set_serial_port_data(port, data) dev_set_drvdata(&(port)->dev, (data))
#define usb_get_serial_port_data(port)       dev_get_drvdata(&(port)->dev)
#define usb_set_serial_data(serial, data)    ((serial)->private = (data))
#define usb_get_serial_data(serial)          ((serial)->private)
int usb_serial_register_drivers(struct usb_serial_driver *const drivers[], const char *name, const struct usb_device_id *ids);
void usb_serial_deregister_drivers(struct usb_serial_driver *const drivers[]);
#define module_usb_serial_driver(drivers, ids) \
	static int __init drivers##_init(void) { return usb_serial_register_drivers(drivers, KBUILD_MODNAME, ids); } \
	module_init(drivers##_init)
int usb_serial_generic_open(struct tty_struct *tty, struct usb_serial_port *port);
void usb_serial_generic_close(struct usb_serial_port *port);
int usb_serial_generic_write(struct tty_struct *tty, struct usb_serial_port *port, const unsigned char *buf, int count);
int usb_serial_generic_write_start(struct usb_serial_port *port, gfp_t mem_flags);
int usb_serial_generic_submit_read_urbs(struct usb_serial_port *port, gfp_t mem_flags);
void usb_serial_generic_throttle(struct tty_struct *tty);
void usb_serial_generic_unthrottle(struct tty_struct *tty);
int usb_serial_generic_tiocmiwait(struct tty_struct *tty, unsigned long arg);
int usb_serial_generic_get_icount(struct tty_struct *tty, struct serial_icounter_struct *icount);
int usb_serial_generic_resume(struct usb_serial *serial);
int usb_serial_generic_prepare_write_buffer(struct usb_serial_port *port, void *dest, size_t size);
unsigned int usb_serial_generic_write_room(struct tty_struct *tty);
unsigned int usb_serial_generic_chars_in_buffer(struct tty_struct *tty);
void usb_serial_generic_read_bulk_callback(struct urb *urb);
void usb_serial_generic_write_bulk_callback(struct urb *urb);
void usb_serial_generic_process_read_urb(struct urb *urb);
void usb_serial_handle_dcd_change(struct usb_serial_port *port, struct tty_struct *tty, unsigned int status);
int usb_serial_handle_sysrq_char(struct usb_serial_port *port, unsigned int ch);
int usb_serial_handle_break(struct usb_serial_port *port);
void usb_serial_debug_data(struct device *dev, const char *function, int size, const unsigned char *data);
void usb_serial_port_softint(struct usb_serial_port *port);

#endif

/* Model of linux/usb/gadget.h and composite.h: queue, setup, complete and the ep_ops run in atomic context. */
#ifndef _MODEL_LINUX_USB_GADGET_H
#define _MODEL_LINUX_USB_GADGET_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/usb/ch9.h>

struct usb_ep;
struct usb_gadget;
struct usb_request {
	void *buf;
	unsigned int length;
	dma_addr_t dma;
	unsigned int stream_id : 16, no_interrupt : 1, zero : 1, short_not_ok : 1;
	void (*complete)(struct usb_ep *ep, struct usb_request *req);
	void *context;
	struct list_head list;
	int status;
	unsigned int actual;
};
struct usb_ep_ops {
	int (*enable)(struct usb_ep *ep, const struct usb_endpoint_descriptor *desc);
	int (*disable)(struct usb_ep *ep);
	void (*dispose)(struct usb_ep *ep);
	struct usb_request *(*alloc_request)(struct usb_ep *ep, gfp_t gfp_flags);
	void (*free_request)(struct usb_ep *ep, struct usb_request *req);
	int (*queue)(struct usb_ep *ep, struct usb_request *req, gfp_t gfp_flags);
	int (*dequeue)(struct usb_ep *ep, struct usb_request *req);
	int (*set_halt)(struct usb_ep *ep, int value);
	int (*set_wedge)(struct usb_ep *ep);
	int (*fifo_status)(struct usb_ep *ep);
	void (*fifo_flush)(struct usb_ep *ep);
};
struct usb_ep_caps { unsigned int type_control : 1, type_iso : 1, type_bulk : 1, type_int : 1, dir_in : 1, dir_out : 1; };
struct usb_ep {
	void *driver_data;
	const char *name;
	const struct usb_ep_ops *ops;
	struct list_head ep_list;
	struct usb_ep_caps caps;
	bool claimed, enabled;
	unsigned int maxpacket : 16, maxpacket_limit : 16, mult : 2, maxburst : 5;
	u8 address;
	const struct usb_endpoint_descriptor *desc;
};
struct usb_gadget_driver;
struct usb_gadget_ops {
	int (*get_frame)(struct usb_gadget *gadget);
	int (*wakeup)(struct usb_gadget *gadget);
	int (*set_selfpowered)(struct usb_gadget *gadget, int is_selfpowered);
	int (*vbus_session)(struct usb_gadget *gadget, int is_active);
	int (*vbus_draw)(struct usb_gadget *gadget, unsigned int ma);
	int (*pullup)(struct usb_gadget *gadget, int is_on);
	int (*udc_start)(struct usb_gadget *gadget, struct usb_gadget_driver *driver);
	int (*udc_stop)(struct usb_gadget *gadget);
};
struct usb_gadget {
	const struct usb_gadget_ops *ops;
	struct usb_ep *ep0;
	struct list_head ep_list;
	enum usb_device_speed speed, max_speed;
	enum usb_device_state state;
	const char *name;
	struct device dev;
	unsigned int is_otg : 1, is_selfpowered : 1;
};
struct usb_gadget_driver {
	char *function;
	enum usb_device_speed max_speed;
	int (*bind)(struct usb_gadget *gadget, struct usb_gadget_driver *driver);
	void (*unbind)(struct usb_gadget *gadget);
	int (*setup)(struct usb_gadget *gadget, const struct usb_ctrlrequest *ctrl);
	void (*disconnect)(struct usb_gadget *gadget);
	void (*suspend)(struct usb_gadget *gadget);
	void (*resume)(struct usb_gadget *gadget);
	void (*reset)(struct usb_gadget *gadget);
	struct device_driver driver;
};
struct usb_request *usb_ep_alloc_request(struct usb_ep *ep, gfp_t gfp_flags);
void usb_ep_free_request(struct usb_ep *ep, struct usb_request *req);
int usb_ep_queue(struct usb_ep *ep, struct usb_request *req, gfp_t gfp_flags);
int usb_ep_dequeue(struct usb_ep *ep, struct usb_request *req);
int usb_ep_enable(struct usb_ep *ep);
int usb_ep_disable(struct usb_ep *ep);
int usb_ep_set_halt(struct usb_ep *ep);
int usb_ep_clear_halt(struct usb_ep *ep);
void usb_ep_fifo_flush(struct usb_ep *ep);
struct usb_ep *usb_ep_autoconfig(struct usb_gadget *gadget, struct usb_endpoint_descriptor *desc);
void usb_ep_set_maxpacket_limit(struct usb_ep *ep, unsigned int limit);
void usb_gadget_giveback_request(struct usb_ep *ep, struct usb_request *req);
int usb_gadget_map_request(struct usb_gadget *gadget, struct usb_request *req, int is_in);
void usb_gadget_unmap_request(struct usb_gadget *gadget, struct usb_request *req, int is_in);
void usb_gadget_set_state(struct usb_gadget *gadget, enum usb_device_state state);
void usb_gadget_udc_reset(struct usb_gadget *gadget, struct usb_gadget_driver *driver);
int usb_add_gadget_udc(struct device *parent, struct usb_gadget *gadget);
void usb_del_gadget_udc(struct usb_gadget *gadget);
void set_gadget_data(struct usb_gadget *gadget, void *data);
void *get_gadget_data(struct usb_gadget *gadget);
bool gadget_is_dualspeed(struct usb_gadget *g);
bool gadget_is_superspeed(struct usb_gadget *g);

struct usb_composite_dev;
struct usb_configuration;
struct usb_function_instance;
struct usb_string { u8 id; const char *s; };
struct usb_gadget_strings { u16 language; struct usb_string *strings; };
struct usb_function {
	const char *name;
	struct usb_gadget_strings **strings;
	struct usb_descriptor_header **fs_descriptors, **hs_descriptors, **ss_descriptors;
	struct usb_configuration *config;
	int (*bind)(struct usb_configuration *c, struct usb_function *f);
	void (*unbind)(struct usb_configuration *c, struct usb_function *f);
	void (*free_func)(struct usb_function *f);
	int (*set_alt)(struct usb_function *f, unsigned int interface, unsigned int alt);
	int (*get_alt)(struct usb_function *f, unsigned int interface);
	void (*disable)(struct usb_function *f);
	int (*setup)(struct usb_function *f, const struct usb_ctrlrequest *ctrl);
	void (*suspend)(struct usb_function *f);
	void (*resume)(struct usb_function *f);
};
struct usb_configuration { const char *label; struct usb_composite_dev *cdev; };
struct usb_composite_dev { struct usb_gadget *gadget; struct usb_request *req; spinlock_t lock; };
int usb_interface_id(struct usb_configuration *c, struct usb_function *f);
int usb_string_id(struct usb_composite_dev *c);
int config_ep_by_speed(struct usb_gadget *g, struct usb_function *f, struct usb_ep *ep);

#endif

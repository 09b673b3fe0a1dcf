/* Model of linux/usb/hcd.h: host controller drivers. */
#ifndef _MODEL_LINUX_USB_HCD_H
#define _MODEL_LINUX_USB_HCD_H

#include <linux/usb.h>

struct hc_driver;
struct usb_hcd {
	struct usb_bus self;
	struct kref kref;
	const char *product_desc;
	struct timer_list rh_timer;
	struct urb *status_urb;
	const struct hc_driver *driver;
	unsigned long flags;
	int irq;
	void __iomem *regs;
	resource_size_t rsrc_start, rsrc_len;
	int state;
	unsigned int uses_new_polling : 1, has_tt : 1;
	unsigned long hcd_priv[];
};
#define HC_STATE_HALT 0
#define HC_STATE_RUNNING 1
#define HCD_USB2 0x20
#define HCD_USB11 0x10
#define HCD_MEMORY 1
#define HCD_BH 0x100
struct hc_driver {
	const char *description, *product_desc;
	size_t hcd_priv_size;
	irqreturn_t (*irq)(struct usb_hcd *hcd);
	int flags;
	int (*reset)(struct usb_hcd *hcd);
	int (*start)(struct usb_hcd *hcd);
	void (*stop)(struct usb_hcd *hcd);
	void (*shutdown)(struct usb_hcd *hcd);
	int (*get_frame_number)(struct usb_hcd *hcd);
	int (*urb_enqueue)(struct usb_hcd *hcd, struct urb *urb, gfp_t mem_flags);
	int (*urb_dequeue)(struct usb_hcd *hcd, struct urb *urb, int status);
	void (*endpoint_disable)(struct usb_hcd *hcd, struct usb_host_endpoint *ep);
	void (*endpoint_reset)(struct usb_hcd *hcd, struct usb_host_endpoint *ep);
	int (*hub_status_data)(struct usb_hcd *hcd, char *buf);
	int (*hub_control)(struct usb_hcd *hcd, u16 type, u16 value, u16 index, char *buf, u16 len);
	int (*bus_suspend)(struct usb_hcd *hcd);
	int (*bus_resume)(struct usb_hcd *hcd);
};
struct usb_hcd *usb_create_hcd(const struct hc_driver *driver, struct device *dev, const char *bus_name);
int usb_add_hcd(struct usb_hcd *hcd, unsigned int irqnum, unsigned long irqflags);
void usb_remove_hcd(struct usb_hcd *hcd);
void usb_put_hcd(struct usb_hcd *hcd);
void usb_hcd_giveback_urb(struct usb_hcd *hcd, struct urb *urb, int status);
int usb_hcd_link_urb_to_ep(struct usb_hcd *hcd, struct urb *urb);
int usb_hcd_check_unlink_urb(struct usb_hcd *hcd, struct urb *urb, int status);
void usb_hcd_unlink_urb_from_ep(struct usb_hcd *hcd, struct urb *urb);
void usb_hcd_poll_rh_status(struct usb_hcd *hcd);
void usb_hc_died(struct usb_hcd *hcd);
void usb_hcd_resume_root_hub(struct usb_hcd *hcd);
struct usb_hcd *bus_to_hcd(struct usb_bus *bus);

#endif

/* Model of linux/usb.h: URB completions run in interrupt or softirq context; usb_submit_urb() sleeps as its flags say. */
#ifndef _MODEL_LINUX_USB_H
#define _MODEL_LINUX_USB_H

#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/usb/ch9.h>
#include <linux/wait.h>

#define URB_SHORT_NOT_OK 0x0001
#define URB_ISO_ASAP 0x0002
#define URB_NO_TRANSFER_DMA_MAP 0x0004
#define URB_ZERO_PACKET 0x0040
#define URB_NO_INTERRUPT 0x0080
#define URB_FREE_BUFFER 0x0100
#define USB_CTRL_GET_TIMEOUT 5000
#define USB_CTRL_SET_TIMEOUT 5000
#define USB_MAXENDPOINTS 30
#define USB_DEVICE_ID_MATCH_VENDOR 0x0001
#define USB_DEVICE_ID_MATCH_PRODUCT 0x0002
#define USB_DEVICE_ID_MATCH_DEVICE 0x0003
#define USB_DEVICE_ID_MATCH_DEV_CLASS 0x0010
#define USB_DEVICE_ID_MATCH_INT_CLASS 0x0080
#define USB_DEVICE_ID_MATCH_INT_SUBCLASS 0x0100
#define USB_DEVICE_ID_MATCH_INT_PROTOCOL 0x0200
#define USB_DEVICE_ID_MATCH_INT_INFO 0x0380
#define USB_DEVICE_ID_MATCH_INT_NUMBER 0x0400
#define USB_DEVICE(vend, prod) .match_flags = 3, .idVendor = (vend), .idProduct = (prod)
#define USB_DEVICE_VER(v, p, lo, hi) .match_flags = 3, .idVendor = (v), .idProduct = (p), .bcdDevice_lo = (lo), .bcdDevice_hi = (hi)
#define USB_DEVICE_INTERFACE_CLASS(v, p, cl) .match_flags = 0x83, .idVendor = (v), .idProduct = (p), .bInterfaceClass = (cl)
#define USB_DEVICE_INTERFACE_NUMBER(v, p, n) .match_flags = 0x403, .idVendor = (v), .idProduct = (p), .bInterfaceNumber = (n)
#define USB_DEVICE_INFO(c, s, p) .match_flags = 0x70, .bDeviceClass = (c), .bDeviceSubClass = (s), .bDeviceProtocol = (p)
#define USB_INTERFACE_INFO(c, s, p) .match_flags = 0x380, .bInterfaceClass = (c), .bInterfaceSubClass = (s), .bInterfaceProtocol = (p)
#define USB_DEVICE_AND_INTERFACE_INFO(v, pr, c, s, p) .match_flags = 0x383, .idVendor = (v), .idProduct = (pr), .bInterfaceClass = (c), .bInterfaceSubClass = (s), .bInterfaceProtocol = (p)

struct usb_device;
struct usb_hcd;
struct urb;
typedef void (*usb_complete_t)(struct urb *urb);
struct usb_host_endpoint {
	struct usb_endpoint_descriptor desc;
	struct usb_ss_ep_comp_descriptor ss_ep_comp;
	struct list_head urb_list;
	void *hcpriv;
	unsigned char *extra;
	int extralen, enabled;
};
struct usb_host_interface { struct usb_interface_descriptor desc; int extralen; unsigned char *extra; struct usb_host_endpoint *endpoint; char *string; };
struct usb_interface {
	struct usb_host_interface *altsetting, *cur_altsetting;
	unsigned int num_altsetting;
	int minor;
	unsigned int needs_remote_wakeup : 1;
	struct device dev;
	struct device *usb_dev;
};
struct usb_host_config { struct usb_config_descriptor desc; struct usb_interface *interface[32]; };
struct usb_bus { struct device *controller, *sysdev; int busnum; const char *bus_name; };
struct usb_device {
	int devnum;
	char devpath[16];
	enum usb_device_state state;
	enum usb_device_speed speed;
	struct usb_device *parent;
	struct usb_bus *bus;
	struct usb_host_endpoint ep0;
	struct device dev;
	struct usb_device_descriptor descriptor;
	struct usb_host_config *config, *actconfig;
	struct usb_host_endpoint *ep_in[16], *ep_out[16];
	u8 portnum;
	char *product, *manufacturer, *serial;
	int maxchild;
	void *tt;
};
struct usb_anchor { struct list_head urb_list; wait_queue_head_t wait; spinlock_t lock; };
struct usb_iso_packet_descriptor { unsigned int offset, length, actual_length; int status; };
struct urb {
	struct kref kref;
	int unlinked;
	void *hcpriv;
	struct list_head urb_list, anchor_list;
	struct usb_anchor *anchor;
	struct usb_device *dev;
	struct usb_host_endpoint *ep;
	unsigned int pipe;
	int status;
	unsigned int transfer_flags;
	void *transfer_buffer;
	dma_addr_t transfer_dma;
	struct scatterlist *sg;
	int num_sgs;
	u32 transfer_buffer_length, actual_length;
	unsigned char *setup_packet;
	dma_addr_t setup_dma;
	int start_frame, number_of_packets, interval, error_count;
	void *context;
	usb_complete_t complete;
	struct usb_iso_packet_descriptor iso_frame_desc[];
};
struct usb_driver {
	const char *name;
	int (*probe)(struct usb_interface *intf, const struct usb_device_id *id);
	void (*disconnect)(struct usb_interface *intf);
	int (*unlocked_ioctl)(struct usb_interface *intf, unsigned int code, void *buf);
	int (*suspend)(struct usb_interface *intf, pm_message_t message);
	int (*resume)(struct usb_interface *intf);
	int (*reset_resume)(struct usb_interface *intf);
	int (*pre_reset)(struct usb_interface *intf);
	int (*post_reset)(struct usb_interface *intf);
	const struct usb_device_id *id_table;
	const struct attribute_group **dev_groups;
	struct device_driver driver;
	unsigned int no_dynamic_id : 1, supports_autosuspend : 1, disable_hub_initiated_lpm : 1, soft_unbind : 1;
};
struct usb_class_driver { char *name; char *(*devnode)(const struct device *dev, umode_t *mode); const struct file_operations *fops; int minor_base; };
#define to_usb_device(d) container_of(d, struct usb_device, dev)
#define to_usb_interface(d) container_of(d, struct usb_interface, dev)
#define interface_to_usbdev(intf) to_usb_device(intf->dev.parent)
static inline void *usb_get_intfdata(struct usb_interface *intf)
{
	return dev_get_drvdata(&intf->dev);
}
static inline void usb_set_intfdata(struct usb_interface *intf, void *data)
{
	dev_set_drvdata(&intf->dev, data);
}
int usb_register_driver(struct usb_driver *drv, struct module *owner, const char *name);
#define usb_register(driver) usb_register_driver(driver, THIS_MODULE, KBUILD_MODNAME)
void usb_deregister(struct usb_driver *drv);
#define module_usb_driver(drv) module_driver(drv, usb_register, usb_deregister)
int usb_register_dev(struct usb_interface *intf, struct usb_class_driver *cls);
void usb_deregister_dev(struct usb_interface *intf, struct usb_class_driver *cls);
struct usb_interface *usb_find_interface(struct usb_driver *drv, int minor);
struct usb_interface *usb_ifnum_to_if(const struct usb_device *dev, unsigned int ifnum);
struct usb_device *usb_get_dev(struct usb_device *dev);
void usb_put_dev(struct usb_device *dev);
struct usb_interface *usb_get_intf(struct usb_interface *intf);
void usb_put_intf(struct usb_interface *intf);
int usb_driver_claim_interface(struct usb_driver *drv, struct usb_interface *iface, void *data);
void usb_driver_release_interface(struct usb_driver *drv, struct usb_interface *iface);
int usb_autopm_get_interface(struct usb_interface *intf);
int usb_autopm_get_interface_async(struct usb_interface *intf);
void usb_autopm_put_interface(struct usb_interface *intf);
void usb_autopm_put_interface_async(struct usb_interface *intf);
void usb_mark_last_busy(struct usb_device *udev);
void usb_lock_device(struct usb_device *udev);
void usb_unlock_device(struct usb_device *udev);
int usb_reset_device(struct usb_device *dev);
void usb_queue_reset_device(struct usb_interface *dev);
int usb_find_common_endpoints(struct usb_host_interface *alt, struct usb_endpoint_descriptor **bulk_in,
			      struct usb_endpoint_descriptor **bulk_out, struct usb_endpoint_descriptor **int_in,
			      struct usb_endpoint_descriptor **int_out);
int usb_find_bulk_in_endpoint(struct usb_host_interface *alt, struct usb_endpoint_descriptor **bulk_in);
int usb_find_int_in_endpoint(struct usb_host_interface *alt, struct usb_endpoint_descriptor **int_in);

struct urb *usb_alloc_urb(int iso_packets, gfp_t mem_flags);
void usb_init_urb(struct urb *urb);
void usb_free_urb(struct urb *urb);
#define usb_put_urb usb_free_urb
struct urb *usb_get_urb(struct urb *urb);
int usb_submit_urb(struct urb *urb, gfp_t mem_flags);
int usb_unlink_urb(struct urb *urb);
void usb_kill_urb(struct urb *urb);
void usb_poison_urb(struct urb *urb);
void usb_unpoison_urb(struct urb *urb);
void usb_block_urb(struct urb *urb);
void init_usb_anchor(struct usb_anchor *anchor);
void usb_anchor_urb(struct urb *urb, struct usb_anchor *anchor);
void usb_unanchor_urb(struct urb *urb);
void usb_kill_anchored_urbs(struct usb_anchor *anchor);
void usb_poison_anchored_urbs(struct usb_anchor *anchor);
void usb_unlink_anchored_urbs(struct usb_anchor *anchor);
int usb_wait_anchor_empty_timeout(struct usb_anchor *anchor, unsigned int timeout);
struct urb *usb_get_from_anchor(struct usb_anchor *anchor);
int usb_anchor_empty(struct usb_anchor *anchor);
void usb_scuttle_anchored_urbs(struct usb_anchor *anchor);
void *usb_alloc_coherent(struct usb_device *dev, size_t size, gfp_t mem_flags, dma_addr_t *dma);
void usb_free_coherent(struct usb_device *dev, size_t size, void *addr, dma_addr_t dma);
static inline void usb_fill_control_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, unsigned char *setup,
					void *buf, int len, usb_complete_t complete_fn, void *context)
{
	urb->dev = dev;
	urb->pipe = pipe;
	urb->setup_packet = setup;
	urb->transfer_buffer = buf;
	urb->transfer_buffer_length = len;
	urb->complete = complete_fn;
	urb->context = context;
}
static inline void usb_fill_bulk_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, void *buf, int len,
				     usb_complete_t complete_fn, void *context)
{
	urb->dev = dev;
	urb->pipe = pipe;
	urb->transfer_buffer = buf;
	urb->transfer_buffer_length = len;
	urb->complete = complete_fn;
	urb->context = context;
}
static inline void usb_fill_int_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe, void *buf, int len,
				    usb_complete_t complete_fn, void *context, int interval)
{
	urb->dev = dev;
	urb->pipe = pipe;
	urb->transfer_buffer = buf;
	urb->transfer_buffer_length = len;
	urb->complete = complete_fn;
	urb->context = context;
	urb->interval = interval;
}
int usb_control_msg(struct usb_device *dev, unsigned int pipe, __u8 request, __u8 requesttype, __u16 value, __u16 index,
		    void *data, __u16 size, int timeout);
int usb_control_msg_send(struct usb_device *dev, __u8 endpoint, __u8 request, __u8 requesttype, __u16 value, __u16 index,
			 const void *data, __u16 size, int timeout, gfp_t memflags);
int usb_control_msg_recv(struct usb_device *dev, __u8 endpoint, __u8 request, __u8 requesttype, __u16 value, __u16 index,
			 void *data, __u16 size, int timeout, gfp_t memflags);
int usb_bulk_msg(struct usb_device *dev, unsigned int pipe, void *data, int len, int *actual, int timeout);
int usb_interrupt_msg(struct usb_device *dev, unsigned int pipe, void *data, int len, int *actual, int timeout);
int usb_clear_halt(struct usb_device *dev, int pipe);
int usb_set_interface(struct usb_device *dev, int ifnum, int alternate);
int usb_string(struct usb_device *dev, int index, char *buf, size_t size);
int usb_make_path(struct usb_device *dev, char *buf, size_t size);
int usb_get_descriptor(struct usb_device *dev, unsigned char type, unsigned char index, void *buf, int size);
#define PIPE_ISOCHRONOUS 0U
#define PIPE_INTERRUPT 1U
#define PIPE_CONTROL 2U
#define PIPE_BULK 3U
#define __create_pipe(dev, ep) (((unsigned int)(dev)->devnum << 8) | ((ep) << 15))
#define usb_sndctrlpipe(dev, ep) ((PIPE_CONTROL << 30) | __create_pipe(dev, ep))
#define usb_rcvctrlpipe(dev, ep) ((PIPE_CONTROL << 30) | __create_pipe(dev, ep) | USB_DIR_IN)
#define usb_sndisocpipe(dev, ep) ((PIPE_ISOCHRONOUS << 30) | __create_pipe(dev, ep))
#define usb_rcvisocpipe(dev, ep) ((PIPE_ISOCHRONOUS << 30) | __create_pipe(dev, ep) | USB_DIR_IN)
#define usb_sndbulkpipe(dev, ep) ((PIPE_BULK << 30) | __create_pipe(dev, ep))
#define usb_rcvbulkpipe(dev, ep) ((PIPE_BULK << 30) | __create_pipe(dev, ep) | USB_DIR_IN)
#define usb_sndintpipe(dev, ep) ((PIPE_INTERRUPT << 30) | __create_pipe(dev, ep))
#define usb_rcvintpipe(dev, ep) ((PIPE_INTERRUPT << 30) | __create_pipe(dev, ep) | USB_DIR_IN)
#define usb_pipein(pipe) ((pipe) & USB_DIR_IN)
#define usb_pipeout(pipe) (!usb_pipein(pipe))
#define usb_pipeendpoint(pipe) (((pipe) >> 15) & 0xf)
#define usb_pipedevice(pipe) (((pipe) >> 8) & 0x7f)
#define usb_pipetype(pipe) (((pipe) >> 30) & 3)
#define usb_pipeisoc(pipe) (usb_pipetype(pipe) == PIPE_ISOCHRONOUS)
#define usb_pipeint(pipe) (usb_pipetype(pipe) == PIPE_INTERRUPT)
#define usb_pipecontrol(pipe) (usb_pipetype(pipe) == PIPE_CONTROL)
#define usb_pipebulk(pipe) (usb_pipetype(pipe) == PIPE_BULK)
__u16 usb_maxpacket(struct usb_device *udev, int pipe);

#endif

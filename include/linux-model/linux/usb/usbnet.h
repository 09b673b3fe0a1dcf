/* Model of linux/usb/usbnet.h: rx_fixup, tx_fixup and status run in softirq or URB completions, the rest may sleep. */
#ifndef _MODEL_LINUX_USB_USBNET_H
#define _MODEL_LINUX_USB_USBNET_H

#include <linux/mii.h>
#include <linux/netdevice.h>
#include <linux/usb.h>
#include <linux/usb/cdc.h>

struct driver_info;
struct usbnet {
	struct usb_device *udev;
	struct usb_interface *intf;
	const struct driver_info *driver_info;
	const char *driver_name;
	void *driver_priv;
	wait_queue_head_t wait;
	struct mutex phy_mutex;
	unsigned char suspend_count, pkt_cnt, pkt_err;
	unsigned int in, out;
	struct usb_host_endpoint *status;
	unsigned int maxpacket;
	struct timer_list delay;
	const char *padding_pkt;
	struct net_device *net;
	int msg_enable;
	unsigned long data[5];
	u32 xid, hard_mtu;
	size_t rx_urb_size;
	struct mii_if_info mii;
	struct sk_buff_head rxq, txq, done, rxq_pause;
	struct urb *interrupt;
	unsigned int interrupt_count;
	struct mutex interrupt_mutex;
	struct work_struct bh_work;
	struct tasklet_struct bh;
	int rx_qlen, tx_qlen;
	struct usb_anchor deferred;
	struct work_struct kevent;
	unsigned long flags;
};
struct driver_info {
	char *description;
	int flags;
	int (*bind)(struct usbnet *dev, struct usb_interface *intf);
	void (*unbind)(struct usbnet *dev, struct usb_interface *intf);
	int (*reset)(struct usbnet *dev);
	int (*stop)(struct usbnet *dev);
	int (*check_connect)(struct usbnet *dev);
	int (*manage_power)(struct usbnet *dev, int on);
	void (*status)(struct usbnet *dev, struct urb *urb);
	int (*link_reset)(struct usbnet *dev);
	int (*rx_fixup)(struct usbnet *dev, struct sk_buff *skb);
	struct sk_buff *(*tx_fixup)(struct usbnet *dev, struct sk_buff *skb, gfp_t flags);
	int (*early_init)(struct usbnet *dev);
	void (*indication)(struct usbnet *dev, void *ind, int indlen);
	void (*set_rx_mode)(struct usbnet *dev);
	int in, out;
	unsigned long data;
};
struct skb_data { struct urb *urb; struct usbnet *dev; int state; long length; unsigned long packets; };
struct cdc_state {
	struct usb_cdc_header_desc *header;
	struct usb_cdc_union_desc *u;
	struct usb_cdc_ether_desc *ether;
	struct usb_interface *control, *data;
};
#define EVENT_TX_HALT 0
#define EVENT_RX_HALT 1
#define EVENT_LINK_RESET 4
#define EVENT_RX_PAUSED 5
#define EVENT_DEV_ASLEEP 6
#define EVENT_DEV_OPEN 7
#define EVENT_LINK_CHANGE 11
#define FLAG_FRAMING_NC 1
#define FLAG_FRAMING_GL 2
#define FLAG_FRAMING_RN 8
#define FLAG_NO_SETINT 0x10
#define FLAG_ETHER 0x20
#define FLAG_FRAMING_AX 0x40
#define FLAG_WLAN 0x80
#define FLAG_SEND_ZLP 0x200
#define FLAG_WWAN 0x400
#define FLAG_LINK_INTR 0x800
#define FLAG_POINTTOPOINT 0x1000
#define FLAG_MULTI_PACKET 0x2000
#define FLAG_RX_ASSEMBLE 0x4000
#define FLAG_NOARP 0x8000
int usbnet_probe(struct usb_interface *intf, const struct usb_device_id *id);
void usbnet_disconnect(struct usb_interface *intf);
int usbnet_suspend(struct usb_interface *intf, pm_message_t message);
int usbnet_resume(struct usb_interface *intf);
int usbnet_open(struct net_device *net);
int usbnet_stop(struct net_device *net);
netdev_tx_t usbnet_start_xmit(struct sk_buff *skb, struct net_device *net);
void usbnet_tx_timeout(struct net_device *net, unsigned int txqueue);
int usbnet_change_mtu(struct net_device *net, int new_mtu);
int usbnet_get_endpoints(struct usbnet *dev, struct usb_interface *intf);
int usbnet_get_ethernet_addr(struct usbnet *dev, int index);
int usbnet_generic_cdc_bind(struct usbnet *dev, struct usb_interface *intf);
int usbnet_cdc_bind(struct usbnet *dev, struct usb_interface *intf);
void usbnet_cdc_unbind(struct usbnet *dev, struct usb_interface *intf);
void usbnet_cdc_status(struct usbnet *dev, struct urb *urb);
void usbnet_defer_kevent(struct usbnet *dev, int work);
void usbnet_skb_return(struct usbnet *dev, struct sk_buff *skb);
void usbnet_unlink_rx_urbs(struct usbnet *dev);
void usbnet_pause_rx(struct usbnet *dev);
void usbnet_resume_rx(struct usbnet *dev);
void usbnet_update_max_qlen(struct usbnet *dev);
void usbnet_link_change(struct usbnet *dev, bool link, bool need_reset);
int usbnet_status_start(struct usbnet *dev, gfp_t mem_flags);
void usbnet_status_stop(struct usbnet *dev);
int usbnet_read_cmd(struct usbnet *dev, u8 cmd, u8 type, u16 value, u16 index, void *data, u16 size);
int usbnet_write_cmd(struct usbnet *dev, u8 cmd, u8 type, u16 value, u16 index, const void *data, u16 size);
int usbnet_read_cmd_nopm(struct usbnet *dev, u8 cmd, u8 type, u16 value, u16 index, void *data, u16 size);
int usbnet_write_cmd_nopm(struct usbnet *dev, u8 cmd, u8 type, u16 value, u16 index, const void *data, u16 size);
int usbnet_write_cmd_async(struct usbnet *dev, u8 cmd, u8 type, u16 value, u16 index, const void *data, u16 size);
int usbnet_nway_reset(struct net_device *net);
u32 usbnet_get_link(struct net_device *net);
u32 usbnet_get_msglevel(struct net_device *net);
void usbnet_set_msglevel(struct net_device *net, u32 level);
void usbnet_get_drvinfo(struct net_device *net, struct ethtool_drvinfo *info);
void usbnet_set_rx_mode(struct net_device *net);

#endif

/* Model of linux/usb/ch9.h: descriptors. */
#ifndef _MODEL_LINUX_USB_CH9_H
#define _MODEL_LINUX_USB_CH9_H

#include <asm/byteorder.h>
#include <linux/types.h>

#define USB_DIR_OUT 0
#define USB_DIR_IN 0x80
#define USB_TYPE_STANDARD 0
#define USB_TYPE_CLASS 0x20
#define USB_TYPE_VENDOR 0x40
#define USB_TYPE_MASK 0x60
#define USB_RECIP_DEVICE 0
#define USB_RECIP_INTERFACE 1
#define USB_RECIP_ENDPOINT 2
#define USB_RECIP_OTHER 3
#define USB_RECIP_MASK 0x1f
#define USB_REQ_GET_STATUS 0
#define USB_REQ_CLEAR_FEATURE 1
#define USB_REQ_SET_FEATURE 3
#define USB_REQ_SET_ADDRESS 5
#define USB_REQ_GET_DESCRIPTOR 6
#define USB_REQ_SET_CONFIGURATION 9
#define USB_REQ_SET_INTERFACE 11
#define USB_DT_DEVICE 1
#define USB_DT_CONFIG 2
#define USB_DT_STRING 3
#define USB_DT_INTERFACE 4
#define USB_DT_ENDPOINT 5
#define USB_DT_ENDPOINT_SIZE 7
#define USB_DT_ENDPOINT_AUDIO_SIZE 9
#define USB_DT_INTERFACE_SIZE 9
#define USB_CLASS_COMM 2
#define USB_CLASS_HID 3
#define USB_CLASS_MASS_STORAGE 8
#define USB_CLASS_HUB 9
#define USB_CLASS_CDC_DATA 10
#define USB_CLASS_VENDOR_SPEC 0xff
#define USB_ENDPOINT_NUMBER_MASK 0x0f
#define USB_ENDPOINT_DIR_MASK 0x80
#define USB_ENDPOINT_XFERTYPE_MASK 3
#define USB_ENDPOINT_XFER_CONTROL 0
#define USB_ENDPOINT_XFER_ISOC 1
#define USB_ENDPOINT_XFER_BULK 2
#define USB_ENDPOINT_XFER_INT 3
#define USB_ENDPOINT_HALT 0
#define USB_CDC_NOTIFY_NETWORK_CONNECTION 0

struct usb_ctrlrequest { __u8 bRequestType, bRequest; __le16 wValue, wIndex, wLength; } __packed;
struct usb_descriptor_header { __u8 bLength, bDescriptorType; } __packed;
struct usb_device_descriptor {
	__u8 bLength, bDescriptorType;
	__le16 bcdUSB;
	__u8 bDeviceClass, bDeviceSubClass, bDeviceProtocol, bMaxPacketSize0;
	__le16 idVendor, idProduct, bcdDevice;
	__u8 iManufacturer, iProduct, iSerialNumber, bNumConfigurations;
} __packed;
struct usb_config_descriptor { __u8 bLength, bDescriptorType; __le16 wTotalLength; __u8 bNumInterfaces, bConfigurationValue, iConfiguration, bmAttributes, bMaxPower; } __packed;
struct usb_interface_descriptor { __u8 bLength, bDescriptorType, bInterfaceNumber, bAlternateSetting, bNumEndpoints, bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol, iInterface; } __packed;
struct usb_endpoint_descriptor { __u8 bLength, bDescriptorType, bEndpointAddress, bmAttributes; __le16 wMaxPacketSize; __u8 bInterval, bRefresh, bSynchAddress; } __packed;
struct usb_ss_ep_comp_descriptor { __u8 bLength, bDescriptorType, bMaxBurst, bmAttributes; __le16 wBytesPerInterval; } __packed;
enum usb_device_speed { USB_SPEED_UNKNOWN, USB_SPEED_LOW, USB_SPEED_FULL, USB_SPEED_HIGH, USB_SPEED_WIRELESS, USB_SPEED_SUPER, USB_SPEED_SUPER_PLUS };
enum usb_device_state { USB_STATE_NOTATTACHED, USB_STATE_ATTACHED, USB_STATE_POWERED, USB_STATE_DEFAULT = 5, USB_STATE_ADDRESS, USB_STATE_CONFIGURED, USB_STATE_SUSPENDED };
int usb_endpoint_num(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_type(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_dir_in(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_dir_out(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_is_bulk_in(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_is_bulk_out(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_is_int_in(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_is_int_out(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_xfer_bulk(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_xfer_int(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_xfer_isoc(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_xfer_control(const struct usb_endpoint_descriptor *epd);
int usb_endpoint_maxp(const struct usb_endpoint_descriptor *epd);
const char *usb_speed_string(enum usb_device_speed speed);

#endif

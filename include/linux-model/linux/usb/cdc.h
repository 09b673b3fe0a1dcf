/* Model of linux/usb/cdc.h: descriptors and requests of the communication device class. */
#ifndef _MODEL_LINUX_USB_CDC_H
#define _MODEL_LINUX_USB_CDC_H

#include <linux/types.h>

#define USB_CDC_SUBCLASS_ACM 0x02
#define USB_CDC_SUBCLASS_ETHERNET 0x06
#define USB_CDC_SUBCLASS_MDLM 0x0a
#define USB_CDC_SUBCLASS_DMM 0x09
#define USB_CDC_SUBCLASS_NCM 0x0d
#define USB_CDC_SUBCLASS_MBIM 0x0e
#define USB_CDC_PROTO_NONE 0
#define USB_CDC_PROTO_EEM 7
#define USB_CDC_ACM_PROTO_VENDOR 0xff
#define USB_CDC_HEADER_TYPE 0
#define USB_CDC_UNION_TYPE 6
#define USB_CDC_ETHERNET_TYPE 0x0f
#define USB_CDC_SEND_ENCAPSULATED_COMMAND 0x00
#define USB_CDC_GET_ENCAPSULATED_RESPONSE 0x01
#define USB_CDC_REQ_SET_LINE_CODING 0x20
#define USB_CDC_REQ_GET_LINE_CODING 0x21
#define USB_CDC_REQ_SET_CONTROL_LINE_STATE 0x22
#define USB_CDC_REQ_SEND_BREAK 0x23
#define USB_CDC_SET_ETHERNET_PACKET_FILTER 0x43
#define USB_CDC_PACKET_TYPE_PROMISCUOUS 1
#define USB_CDC_PACKET_TYPE_ALL_MULTICAST 2
#define USB_CDC_PACKET_TYPE_DIRECTED 4
#define USB_CDC_PACKET_TYPE_BROADCAST 8
#define USB_CDC_NOTIFY_NETWORK_CONNECTION 0
#define USB_CDC_NOTIFY_RESPONSE_AVAILABLE 1
#define USB_CDC_NOTIFY_SERIAL_STATE 0x20
#define USB_CDC_NOTIFY_SPEED_CHANGE 0x2a
#define USB_CDC_1_STOP_BITS 0
#define USB_CDC_2_STOP_BITS 2
#define USB_CDC_NO_PARITY 0
struct usb_cdc_header_desc { __u8 bLength, bDescriptorType, bDescriptorSubType; __le16 bcdCDC; } __packed;
struct usb_cdc_union_desc { __u8 bLength, bDescriptorType, bDescriptorSubType, bMasterInterface0, bSlaveInterface0; } __packed;
struct usb_cdc_ether_desc { __u8 bLength, bDescriptorType, bDescriptorSubType, iMACAddress; __le32 bmEthernetStatistics; __le16 wMaxSegmentSize, wNumberMCFilters; __u8 bNumberPowerFilters; } __packed;
struct usb_cdc_line_coding { __le32 dwDTERate; __u8 bCharFormat, bParityType, bDataBits; } __packed;
struct usb_cdc_notification { __u8 bmRequestType, bNotificationType; __le16 wValue, wIndex, wLength; } __packed;

#endif

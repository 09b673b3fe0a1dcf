/* Model of linux/mod_devicetable.h: rows of the device tables. */
#ifndef _MODEL_LINUX_MOD_DEVICETABLE_H
#define _MODEL_LINUX_MOD_DEVICETABLE_H

#include <linux/types.h>

#define PCI_ANY_ID (~0)
typedef unsigned long kernel_ulong_t;
struct pci_device_id {
	__u32 vendor, device, subvendor, subdevice, class, class_mask;
	kernel_ulong_t driver_data;
};
struct usb_device_id {
	__u16 match_flags, idVendor, idProduct, bcdDevice_lo, bcdDevice_hi;
	__u8 bDeviceClass, bDeviceSubClass, bDeviceProtocol;
	__u8 bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol, bInterfaceNumber;
	kernel_ulong_t driver_info;
};
struct of_device_id { char name[32], type[32], compatible[128]; const void *data; };
struct acpi_device_id { __u8 id[16]; kernel_ulong_t driver_data; __u32 cls, cls_msk; };
struct platform_device_id { char name[24]; kernel_ulong_t driver_data; };
struct i2c_device_id { char name[20]; kernel_ulong_t driver_data; };
struct spi_device_id { char name[32]; kernel_ulong_t driver_data; };
struct hid_device_id { __u16 bus, group; __u32 vendor, product; kernel_ulong_t driver_data; };
struct serio_device_id { __u8 type, extra, id, proto; };
struct mdio_device_id { __u32 phy_id, phy_id_mask; };
struct pnp_device_id { __u8 id[8]; kernel_ulong_t driver_data; };
struct virtio_device_id { __u32 device, vendor; };
struct dmi_strmatch { unsigned char slot; char substr[79]; };
struct dmi_system_id {
	int (*callback)(const struct dmi_system_id *id);
	const char *ident;
	struct dmi_strmatch matches[4];
	void *driver_data;
};

#endif

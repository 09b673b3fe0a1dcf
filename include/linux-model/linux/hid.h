/* Model of linux/hid.h: reports arrive in urb completions, or in threads. */
#ifndef _MODEL_LINUX_HID_H
#define _MODEL_LINUX_HID_H

#include <linux/input.h>

struct hid_report { unsigned int id, type, size; };
struct hid_field { struct hid_report *report; };
struct hid_usage { unsigned int hid; u16 code; };
struct hid_device { struct device dev; void *driver_data; u16 bus; u32 vendor, product; };
struct hid_driver {
	char *name;
	const struct hid_device_id *id_table;
	int (*probe)(struct hid_device *hdev, const struct hid_device_id *id);
	void (*remove)(struct hid_device *hdev);
	int (*raw_event)(struct hid_device *hdev, struct hid_report *report, u8 *data, int size);
	int (*event)(struct hid_device *hdev, struct hid_field *field, struct hid_usage *usage, s32 value);
};
void *hid_get_drvdata(struct hid_device *hdev);
int hid_hw_raw_request(struct hid_device *hdev, unsigned char reportnum, u8 *buf, size_t len, int rtype, int reqtype);
int hid_hw_output_report(struct hid_device *hdev, u8 *buf, size_t len);

#endif

/* A module lies in an area of its own: its variables are no linear memory either. */
#include <linux/dma-mapping.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/usb.h>

static const u8 wake_up[] = { 1, 2, 3, 4 };
static u8 reply[64];
struct panel {
	struct usb_device *udev;
	struct device *dev;
	u8 *buffer, inner[16];
};
static struct panel the_panel;

int panel_wake(struct usb_device *udev)
{
	return usb_bulk_msg(udev, usb_sndbulkpipe(udev, 1), (void *)wake_up, sizeof(wake_up), NULL, 1000); // expect: linear-map {{`static wake_up` comes to usb_bulk_msg(), if the driver is a module}} confidence=likely
}

int panel_ask(struct usb_device *udev)
{
	static u8 answer[2];

	return usb_control_msg(udev, usb_rcvctrlpipe(udev, 0), 1, USB_DIR_IN, 0, 0, answer, 2, 1000); // expect: linear-map {{static answer}}
}

static dma_addr_t map(struct device *dev, void *buffer, size_t n)
{
	return dma_map_single(dev, buffer, n, DMA_FROM_DEVICE); // expect: linear-map {{static reply}} chain=panel_map>map
}

dma_addr_t panel_map(struct panel *p)
{
	return map(p->dev, reply, sizeof(reply));
}

dma_addr_t panel_map_inner(void)
{
	return dma_map_single(the_panel.dev, the_panel.inner, 16, DMA_TO_DEVICE); // expect: linear-map {{static the_panel}}
}

void panel_digest(struct scatterlist *sg)
{
	sg_init_one(sg, wake_up, sizeof(wake_up)); // expect: linear-map {{static wake_up}} confidence=likely
}

phys_addr_t panel_address(void)
{
	return virt_to_phys(reply); // expect: linear-map {{static reply}} confidence=likely
}

/* What the kernel's core has is in no module. */
extern unsigned long empty_page[512];
phys_addr_t panel_nothing(void)
{
	return virt_to_phys(empty_page);
}

/* What a variable points to is another matter. */
dma_addr_t panel_map_buffer(void)
{
	return dma_map_single(the_panel.dev, the_panel.buffer, 16, DMA_TO_DEVICE);
}

int panel_wake_well(struct usb_device *udev)
{
	void *copy = kmemdup(wake_up, sizeof(wake_up), GFP_KERNEL);
	int ret;

	if (!copy)
		return -ENOMEM;
	ret = usb_bulk_msg(udev, usb_sndbulkpipe(udev, 1), copy, sizeof(wake_up), NULL, 1000);
	kfree(copy);
	return ret;
}

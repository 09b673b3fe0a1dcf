/* Objects with their own release function. */
#include <linux/netdevice.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/usb.h>

void buffers(struct net_device *dev, struct sk_buff *rx)
{
	struct sk_buff *a = alloc_skb(64, GFP_KERNEL), *b = netdev_alloc_skb(dev, 64), *c = skb_clone(rx, GFP_ATOMIC);
	struct sk_buff *d = dev_alloc_skb(64), *e = alloc_skb(64, GFP_KERNEL);

	kfree(a); // expect: mismatched-free {{kfree}} {{alloc_skb}}
	kfree_skb(b);
	dev_kfree_skb_any(c);
	consume_skb(d);
	dev_kfree_skb(e);
}

void urbs(struct usb_device *udev)
{
	struct urb *a = usb_alloc_urb(0, GFP_KERNEL), *b = usb_alloc_urb(0, GFP_KERNEL);
	dma_addr_t dma, dma2;
	void *c = usb_alloc_coherent(udev, 64, GFP_KERNEL, &dma), *d = usb_alloc_coherent(udev, 64, GFP_KERNEL, &dma2);

	kfree(a); // expect: mismatched-free {{kfree}} {{usb_alloc_urb}}
	usb_free_urb(b);
	kfree(c); // expect: mismatched-free {{usb_alloc_coherent}}
	usb_free_coherent(udev, 64, d, dma2);
}

void devices(void)
{
	struct net_device *a = alloc_etherdev(64), *b = alloc_etherdev(64);

	kfree(a); // expect: mismatched-free {{kfree}} {{alloc_etherdev}}
	free_netdev(b);
}

/* The kernel's own ways to give an sk_buff and a coherent buffer back, which look into their own families. */
void napi_skb_free_stolen_head(struct sk_buff *skb);
void hcd_buffer_free(struct usb_device *udev, size_t size, void *addr, dma_addr_t dma)
{
	kfree(addr);
}

void core(struct net_device *dev, struct usb_device *udev)
{
	dma_addr_t dma;
	void *buffer = usb_alloc_coherent(udev, 64, GFP_KERNEL, &dma);

	hcd_buffer_free(udev, 64, buffer, dma);
	napi_skb_free_stolen_head(netdev_alloc_skb(dev, 64));
}

/* The core frees the buffer with the URB. */
int buffer_goes_with_urb(struct usb_device *udev)
{
	struct urb *urb = usb_alloc_urb(0, GFP_KERNEL);

	if (!urb)
		return -ENOMEM;
	urb->transfer_buffer = kmalloc(64, GFP_KERNEL);
	urb->transfer_flags |= URB_FREE_BUFFER;
	usb_free_urb(urb);
	return 0;
}

struct stream {
	struct urb *first, *second;
};

/* usb_init_urb() makes an URB of any memory. */
int stream_open(struct stream *s)
{
	s->first = kzalloc(sizeof(*s->first), GFP_KERNEL);
	s->second = kzalloc(sizeof(*s->second), GFP_KERNEL);
	if (!s->first || !s->second)
		return -ENOMEM;
	usb_init_urb(s->first);
	return 0;
}

void stream_close(struct stream *s)
{
	usb_free_urb(s->first);
	usb_free_urb(s->second); // expect: mismatched-free {{usb_free_urb}} {{kzalloc}}
}

void urb_by_hand(void)
{
	struct urb *urb = kzalloc(sizeof(*urb), GFP_KERNEL);

	if (!urb)
		return;
	usb_init_urb(urb);
	usb_free_urb(urb);
}

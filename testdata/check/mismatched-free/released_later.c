/* Memory that is handed to whoever releases it later: actions of a device, references, RCU, URBs. */
#include <linux/device.h>
#include <linux/kref.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/usb.h>
#include <linux/vmalloc.h>

static void free_slab(void *data)
{
	kfree(data); // expect: mismatched-free {{kfree() releases memory that comes from vmalloc()}} chain=with_actions>free_slab
}

static void free_table(void *data)
{
	vfree(data);
}

int with_actions(struct device *dev)
{
	void *a = vmalloc(65536), *b = vmalloc(65536);
	int ret = devm_add_action_or_reset(dev, free_slab, a);

	if (ret)
		return ret;
	return devm_add_action(dev, free_table, b);
}

struct session {
	struct kref ref;
	struct rcu_head rcu;
	int id;
};

static void session_kfree(struct kref *ref)
{
	kfree(container_of(ref, struct session, ref));
}

static void session_vfree(struct kref *ref)
{
	vfree(container_of(ref, struct session, ref)); // expect: mismatched-free {{vfree() releases memory that comes from kzalloc()}}
}

void references(void)
{
	struct session *a = kzalloc(sizeof(*a), GFP_KERNEL), *b = kzalloc(sizeof(*b), GFP_KERNEL);

	if (!a || !b)
		return;
	kref_put(&a->ref, session_kfree);
	kref_put(&b->ref, session_vfree);
}

static void session_rcu(struct rcu_head *head)
{
	kfree(container_of(head, struct session, rcu)); // expect: mismatched-free {{kfree() releases memory that comes from vzalloc()}}
}

void after_readers(void)
{
	struct session *a = kzalloc(sizeof(*a), GFP_KERNEL), *b = vzalloc(sizeof(*b));

	call_rcu(&a->rcu, session_rcu);
	call_rcu(&b->rcu, session_rcu);
}

static void done(struct urb *urb)
{
}

int with_urbs(struct usb_device *udev, struct urb *one, struct urb *two, struct urb *three)
{
	dma_addr_t dma;
	void *a = kmalloc(64, GFP_KERNEL), *b = usb_alloc_coherent(udev, 64, GFP_KERNEL, &dma);
	void *c = usb_alloc_coherent(udev, 64, GFP_KERNEL, &dma);

	usb_fill_bulk_urb(one, udev, 1, a, 64, done, NULL);
	one->transfer_flags |= URB_FREE_BUFFER;
	usb_fill_bulk_urb(two, udev, 1, b, 64, done, NULL);
	two->transfer_flags |= URB_FREE_BUFFER;
	usb_fill_bulk_urb(three, udev, 1, c, 64, done, NULL);
	three->transfer_flags |= URB_NO_TRANSFER_DMA_MAP;
	usb_submit_urb(one, GFP_KERNEL);
	usb_submit_urb(two, GFP_KERNEL); // expect: mismatched-free {{usb_submit_urb() releases memory that comes from usb_alloc_coherent()}}
	return usb_submit_urb(three, GFP_KERNEL);
}

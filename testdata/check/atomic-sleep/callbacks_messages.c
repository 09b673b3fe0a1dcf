/* Messages of mailboxes, virtual devices and RDMA. */
#include <linux/delay.h>
#include <linux/hyperv.h>
#include <linux/mailbox_client.h>
#include <linux/virtio.h>
#include <rdma/ib_verbs.h>

static int box_send(struct mbox_chan *chan, void *data)
{
	msleep(1); // expect: atomic-sleep {{chan->lock}} confidence=definite
	return 0;
}

static int box_startup(struct mbox_chan *chan)
{
	msleep(1);
	return 0;
}

const struct mbox_chan_ops box_ops = {
	.send_data = box_send,
	.startup = box_startup,
};

static void box_received(struct mbox_client *cl, void *mssg)
{
	msleep(1); // expect: atomic-sleep {{mailbox callback}} confidence=likely
}

struct mbox_chan *box_open(struct mbox_client *cl)
{
	cl->rx_callback = box_received;
	return mbox_request_channel(cl, 0);
}

static void queue_used(struct virtqueue *vq)
{
	kfree(kmalloc(8, GFP_KERNEL)); // expect: atomic-alloc {{virtqueue callback}} confidence=likely
}

static void control_used(struct virtqueue *vq)
{
	kfree(kmalloc(8, GFP_ATOMIC));
}

static void event_used(struct virtqueue *vq)
{
	msleep(1); // expect: atomic-sleep {{virtqueue callback}} confidence=likely
}

static int virtual_probe(struct virtio_device *vdev)
{
	struct virtqueue *vqs[2];
	struct virtqueue_info info[] = {
		{ "data", queue_used },
		{ "control", control_used },
	};

	msleep(1);
	virtio_find_single_vq(vdev, event_used, "event");
	return virtio_find_vqs(vdev, 2, vqs, info, NULL);
}

static void virtual_changed(struct virtio_device *vdev)
{
	msleep(1); // expect: atomic-sleep {{config_changed}}
}

struct virtio_driver virtual_driver = {
	.probe = virtual_probe,
	.config_changed = virtual_changed,
};

static void channel_callback(void *context)
{
	msleep(1); // expect: atomic-sleep {{channel callback}}
}

int channel_open(struct hv_device *dev)
{
	return vmbus_open(dev->channel, 4096, 4096, NULL, 0, channel_callback, dev);
}

static int fabric_post_send(struct ib_qp *qp, const struct ib_send_wr *wr, const struct ib_send_wr **bad)
{
	msleep(1); // expect: atomic-sleep {{RDMA verb}}
	return 0;
}

static int fabric_modify_qp(struct ib_qp *qp, struct ib_qp_attr *attr, int mask, struct ib_udata *udata)
{
	msleep(1);
	return 0;
}

const struct ib_device_ops fabric_ops = {
	.post_send = fabric_post_send,
	.modify_qp = fabric_modify_qp,
};

static void fabric_completed(struct ib_cq *cq, void *context)
{
	msleep(1); // expect: atomic-sleep {{completion handler}}
}

struct ib_cq *fabric_create(struct ib_device *device, struct ib_cq_init_attr *attr)
{
	return ib_create_cq(device, fabric_completed, NULL, NULL, attr);
}

/* Model of linux/virtio.h and virtio_config.h: the callbacks of queues run in interrupts. */
#ifndef _MODEL_LINUX_VIRTIO_H
#define _MODEL_LINUX_VIRTIO_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/scatterlist.h>

struct virtio_device { struct device dev; void *priv; };
struct virtqueue { void (*callback)(struct virtqueue *vq); const char *name; struct virtio_device *vdev; void *priv; };
typedef void vq_callback_t(struct virtqueue *vq);
struct virtqueue_info { const char *name; vq_callback_t *callback; bool ctx; };
struct irq_affinity;
struct virtio_driver {
	struct device_driver driver;
	const struct virtio_device_id *id_table;
	int (*probe)(struct virtio_device *dev);
	void (*remove)(struct virtio_device *dev);
	void (*config_changed)(struct virtio_device *dev);
};
int virtio_find_vqs(struct virtio_device *vdev, unsigned int nvqs, struct virtqueue *vqs[],
		    struct virtqueue_info vqs_info[], struct irq_affinity *desc);
struct virtqueue *virtio_find_single_vq(struct virtio_device *vdev, vq_callback_t *c, const char *n);
int virtqueue_add_outbuf(struct virtqueue *vq, struct scatterlist sg[], unsigned int num, void *data, gfp_t gfp);
int virtqueue_add_inbuf(struct virtqueue *vq, struct scatterlist sg[], unsigned int num, void *data, gfp_t gfp);
bool virtqueue_kick(struct virtqueue *vq);
void *virtqueue_get_buf(struct virtqueue *vq, unsigned int *len);
int register_virtio_driver(struct virtio_driver *drv);
void unregister_virtio_driver(struct virtio_driver *drv);

#endif

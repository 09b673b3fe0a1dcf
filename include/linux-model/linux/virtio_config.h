/* Model of linux/virtio_config.h: all of it is in linux/virtio.h. */
#include <linux/virtio.h>

/* Model of linux/hyperv.h: the callback of a channel runs in a tasklet. */
#ifndef _MODEL_LINUX_HYPERV_H
#define _MODEL_LINUX_HYPERV_H

#include <linux/device.h>
#include <linux/module.h>

struct hv_device;
struct vmbus_channel { struct hv_device *device_obj; void (*onchannel_callback)(void *context); void *channel_callback_context; };
struct hv_device { struct device device; struct vmbus_channel *channel; };
int vmbus_open(struct vmbus_channel *channel, u32 send_size, u32 recv_size, void *userdata, u32 userdatalen,
	       void (*onchannel_callback)(void *context), void *context);
void vmbus_close(struct vmbus_channel *channel);

#endif

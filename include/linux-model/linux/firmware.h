/* Model of linux/firmware.h: loading sleeps. */
#ifndef _MODEL_LINUX_FIRMWARE_H
#define _MODEL_LINUX_FIRMWARE_H

#include <linux/gfp.h>
#include <linux/types.h>

struct device;
struct module;
struct firmware { size_t size; const u8 *data; void *priv; };
int request_firmware(const struct firmware **fw, const char *name, struct device *device);
int firmware_request_nowarn(const struct firmware **fw, const char *name, struct device *device);
int request_firmware_direct(const struct firmware **fw, const char *name, struct device *device);
int request_firmware_into_buf(const struct firmware **fw, const char *name, struct device *device, void *buf, size_t size);
int request_firmware_nowait(struct module *module, bool uevent, const char *name, struct device *device, gfp_t gfp,
			    void *context, void (*cont)(const struct firmware *fw, void *context));
void release_firmware(const struct firmware *fw);

#endif

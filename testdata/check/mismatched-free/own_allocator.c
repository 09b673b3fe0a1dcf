/* Who implements an allocator knows what its memory is made of; others do not. */
#include <linux/firmware.h>
#include <linux/slab.h>

int request_firmware(const struct firmware **out, const char *name, struct device *device)
{
	*out = kzalloc(sizeof(**out), GFP_KERNEL);
	return *out ? 0 : -ENOMEM;
}

int cache_image(struct device *dev)
{
	const struct firmware *fw;
	int ret = request_firmware(&fw, "a.bin", dev);

	if (!ret)
		kfree(fw);
	return ret;
}

int cache_other(struct device *dev)
{
	const struct firmware *fw;
	int ret = request_firmware_direct(&fw, "b.bin", dev);

	if (!ret)
		kfree(fw); // expect: mismatched-free {{request_firmware_direct}}
	return ret;
}

/* What a finding says last: the function that releases the memory. Each twin is mended so. */
#include <linux/device.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void family(size_t size)
{
	void *p = vmalloc(size);

	kfree(p); // expect: mismatched-free {{mend: use vfree()}}
}

void family_mended(size_t size)
{
	void *p = vmalloc(size);

	vfree(p);
}

void managed(struct device *dev)
{
	void *p = devm_kzalloc(dev, 8, GFP_KERNEL);

	kfree(p); // expect: mismatched-free {{mend: leave it to the device, with which it goes, or use devm_kfree()}}
}

void managed_mended(struct device *dev)
{
	void *p = devm_kzalloc(dev, 8, GFP_KERNEL);

	devm_kfree(dev, p);
}

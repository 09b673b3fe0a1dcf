/* devm_ memory is freed with its device: freeing it by hand frees it twice. */
#include <linux/device.h>
#include <linux/slab.h>

struct priv {
	char *name;
	int values[8];
};

int managed_to_kfree(struct device *dev)
{
	struct priv *p = devm_kzalloc(dev, sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	if (!dev->parent) {
		kfree(p); // expect: mismatched-free {{kfree}} {{devm_kzalloc}}
		return -ENODEV;
	}
	dev_set_drvdata(dev, p);
	return 0;
}

int managed_string(struct device *dev)
{
	char *name = devm_kasprintf(dev, GFP_KERNEL, "%s", dev_name(dev));

	kfree(name); // expect: mismatched-free {{devm_kasprintf}}
	return 0;
}

int managed_right(struct device *dev)
{
	struct priv *p = devm_kzalloc(dev, sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	if (!dev->parent) {
		devm_kfree(dev, p);
		return -ENODEV;
	}
	p->name = kstrdup("x", GFP_KERNEL);
	kfree(p->name);
	return 0;
}

int plain_to_devm(struct device *dev)
{
	struct priv *p = kzalloc(sizeof(*p), GFP_KERNEL);

	devm_kfree(dev, p); // expect: mismatched-free {{devm_kfree}} {{kzalloc}}
	return 0;
}

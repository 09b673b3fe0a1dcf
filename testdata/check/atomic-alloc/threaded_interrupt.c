/* request_threaded_irq(): the first function runs in hard interrupt context, the second in a thread. */
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct touch {
	struct mutex lock;
	void *report;
};

static irqreturn_t touch_check(int irq, void *data)
{
	struct touch *t = data;

	if (!t->report)
		t->report = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=touch_check
	return IRQ_WAKE_THREAD;
}

static irqreturn_t touch_thread(int irq, void *data)
{
	struct touch *t = data;

	mutex_lock(&t->lock);
	t->report = kmalloc(64, GFP_KERNEL);
	mutex_unlock(&t->lock);
	return IRQ_HANDLED;
}

static irqreturn_t touch_only_thread(int irq, void *data)
{
	struct touch *t = data;

	t->report = kmalloc(128, GFP_KERNEL);
	return IRQ_HANDLED;
}

static irqreturn_t touch_quick(int irq, void *data)
{
	struct touch *t = data;

	t->report = kmalloc(32, GFP_ATOMIC);
	return IRQ_WAKE_THREAD;
}

int touch_start(struct device *dev, struct touch *t, int irq)
{
	int ret = request_threaded_irq(irq, touch_check, touch_thread, IRQF_ONESHOT, "touch", t);

	if (ret)
		return ret;
	ret = devm_request_threaded_irq(dev, irq + 1, NULL, touch_only_thread, IRQF_ONESHOT, "touch", t);
	if (ret)
		return ret;
	return devm_request_threaded_irq(dev, irq + 2, touch_quick, touch_thread, 0, "touch", t);
}

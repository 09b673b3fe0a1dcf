/* A made-up receiver of sensor frames, to show what gfpcheck finds: one bug of each check, and for each bug the same work
 * done correctly. Run gfpcheck on it; the expectations beside the lines are checked by the tests.
 */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#define REG_STATUS   0x00
#define REG_RESET    0x04
#define REG_DATA     0x08
#define STATUS_FRAME BIT(0)
#define STATUS_HUNG  BIT(1)
#define FRAME_BYTES  64
#define TABLE_WORDS  (64 * 1024)

struct frame {
	struct list_head node;
	unsigned int length;
	u8 data[FRAME_BYTES];
};

struct receiver {
	struct device *dev;
	void __iomem *regs;
	spinlock_t lock;          /* guards frames, log and table */
	struct list_head frames;
	struct mutex config_lock; /* guards rate */
	unsigned int rate;
	u32 *log, *table;
	struct timer_list watchdog;
	struct work_struct repair;
};

/* Called from the interrupt handler as well as from user context: the flags are the caller's. */
static int store_frame(struct receiver *rx, unsigned int length, gfp_t gfp)
{
	struct frame *frame = kzalloc(sizeof(*frame), gfp);
	unsigned long flags;

	if (!frame)
		return -ENOMEM;
	frame->length = min_t(unsigned int, length, FRAME_BYTES);
	memcpy_fromio(frame->data, rx->regs + REG_DATA, frame->length);
	spin_lock_irqsave(&rx->lock, flags);
	list_add_tail(&frame->node, &rx->frames);
	spin_unlock_irqrestore(&rx->lock, flags);
	return 0;
}

static int store_marker(struct receiver *rx)
{
	struct frame *marker = kzalloc(sizeof(*marker), GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}} {{demo_interrupt}} chain=demo_interrupt>store_marker

	if (!marker)
		return -ENOMEM;
	spin_lock(&rx->lock);
	list_add_tail(&marker->node, &rx->frames);
	spin_unlock(&rx->lock);
	return 0;
}

static irqreturn_t demo_interrupt(int irq, void *data)
{
	struct receiver *rx = data;
	u32 status = readl(rx->regs + REG_STATUS);

	if (status & STATUS_HUNG)
		store_marker(rx);
	if (!(status & STATUS_FRAME))
		return IRQ_NONE;
	store_frame(rx, status >> 16, GFP_ATOMIC);
	return IRQ_HANDLED;
}

static void reset_hardware(struct receiver *rx)
{
	writel(1, rx->regs + REG_RESET);
	msleep(20); // expect: atomic-sleep {{msleep}} {{demo_watchdog}} chain=demo_watchdog>reset_hardware
	writel(0, rx->regs + REG_RESET);
}

/* Timers run in softirq context: the work may reset the hardware, the timer may not. */
static void demo_watchdog(struct timer_list *timer)
{
	struct receiver *rx = container_of(timer, struct receiver, watchdog);

	if (readl(rx->regs + REG_STATUS) & STATUS_HUNG)
		reset_hardware(rx);
	schedule_work(&rx->repair);
	mod_timer(&rx->watchdog, jiffies + HZ);
}

static void demo_repair(struct work_struct *work)
{
	struct receiver *rx = container_of(work, struct receiver, repair);

	mutex_lock(&rx->config_lock);
	reset_hardware(rx);
	mutex_unlock(&rx->config_lock);
}

static void drop_table(struct receiver *rx)
{
	unsigned long flags;

	spin_lock_irqsave(&rx->lock, flags);
	vfree(rx->table); // expect: atomic-free {{vfree}} chain=drop_table
	rx->table = NULL;
	spin_unlock_irqrestore(&rx->lock, flags);
}

static void drop_log(struct receiver *rx)
{
	unsigned long flags;
	u32 *old;

	spin_lock_irqsave(&rx->lock, flags);
	old = rx->log;
	rx->log = NULL;
	spin_unlock_irqrestore(&rx->lock, flags);
	vfree(old);
}

static int self_test(struct receiver *rx)
{
	u32 *expected = vmalloc(TABLE_WORDS * sizeof(u32));
	u32 *measured = kvmalloc_array(TABLE_WORDS, sizeof(u32), GFP_KERNEL);
	int ret = -ENOMEM;

	if (expected && measured)
		ret = memcmp(expected, measured, TABLE_WORDS * sizeof(u32)) ? -EIO : 0;
	kvfree(measured);
	kfree(expected); // expect: mismatched-free {{vmalloc}} chain=self_test
	return ret ?: store_frame(rx, 0, GFP_KERNEL);
}

static int demo_probe(struct platform_device *pdev)
{
	struct receiver *rx = devm_kzalloc(&pdev->dev, sizeof(*rx), GFP_KERNEL);
	int irq = platform_get_irq(pdev, 0), ret;

	if (!rx || irq < 0)
		return rx ? irq : -ENOMEM;
	rx->dev = &pdev->dev;
	rx->regs = devm_platform_ioremap_resource(pdev, 0);
	if (IS_ERR(rx->regs))
		return PTR_ERR(rx->regs);
	spin_lock_init(&rx->lock);
	mutex_init(&rx->config_lock);
	INIT_LIST_HEAD(&rx->frames);
	INIT_WORK(&rx->repair, demo_repair);
	timer_setup(&rx->watchdog, demo_watchdog, 0);
	rx->log = vzalloc(TABLE_WORDS * sizeof(u32));
	rx->table = vzalloc(TABLE_WORDS * sizeof(u32));
	platform_set_drvdata(pdev, rx);
	ret = devm_request_irq(&pdev->dev, irq, demo_interrupt, 0, "demo", rx);
	return ret ?: self_test(rx);
}

static void demo_remove(struct platform_device *pdev)
{
	struct receiver *rx = platform_get_drvdata(pdev);

	timer_delete_sync(&rx->watchdog);
	cancel_work_sync(&rx->repair);
	drop_table(rx);
	drop_log(rx);
}

static struct platform_driver demo_driver = {
	.probe = demo_probe,
	.remove = demo_remove,
	.driver = { .name = "demo" },
};
module_platform_driver(demo_driver);
MODULE_LICENSE("GPL");

/* A driver's own static function may bear the name of a kernel function: its body counts, not what is known of the name. */
#include <linux/delay.h>
#include <linux/io.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	void __iomem *regs;
};

/* drivers/phy has a phy_reset() that takes a mutex. This one is none of its. */
static void phy_reset(struct port *p)
{
	writel(1, p->regs);
	udelay(5);
	writel(0, p->regs);
}

static void phy_init(struct port *p)
{
	phy_reset(p);
	msleep(5); // expect: atomic-sleep chain=start_wrong>phy_init
}

void start(struct port *p)
{
	spin_lock(&p->lock);
	phy_reset(p);
	spin_unlock(&p->lock);
	phy_init(p);
}

void start_wrong(struct port *p)
{
	spin_lock(&p->lock);
	phy_init(p);
	spin_unlock(&p->lock);
}

/* Delays that sleep, and delays that spin. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/iopoll.h>
#include <linux/sched.h>
#include <linux/timer.h>

struct phy {
	spinlock_t lock;
	struct timer_list timer;
	void __iomem *regs;
};

void sleeping(struct phy *p)
{
	u32 value;

	spin_lock(&p->lock);
	msleep(10); // expect: atomic-sleep {{msleep}}
	usleep_range(10, 20); // expect: atomic-sleep
	ssleep(1); // expect: atomic-sleep
	schedule_timeout_uninterruptible(HZ); // expect: atomic-sleep
	schedule(); // expect: atomic-sleep
	readl_poll_timeout(p->regs, value, value & 1, 10, 100); // expect: atomic-sleep
	spin_unlock(&p->lock);
	msleep(10);
	readl_poll_timeout(p->regs, value, value & 1, 10, 100);
}

void spinning(struct phy *p)
{
	u32 value;

	spin_lock(&p->lock);
	udelay(10);
	mdelay(2);
	readl_poll_timeout_atomic(p->regs, value, value & 1, 10, 100);
	spin_unlock(&p->lock);
}

static void phy_reset(struct phy *p, bool may_sleep)
{
	writel(1, p->regs);
	if (may_sleep)
		msleep(5); // expect: atomic-sleep chain=phy_timer>phy_reset {{phy_timer}}
	else
		mdelay(5);
	writel(0, p->regs);
}

static void phy_timer(struct timer_list *t)
{
	struct phy *p = container_of(t, struct phy, timer);

	phy_reset(p, true);
}

static void phy_timer_right(struct timer_list *t)
{
	struct phy *p = container_of(t, struct phy, timer);

	phy_reset(p, false);
}

void phy_start(struct phy *p)
{
	timer_setup(&p->timer, phy_timer, 0);
	phy_reset(p, true);
}

void phy_start_right(struct phy *p)
{
	timer_setup(&p->timer, phy_timer_right, 0);
}

/* Delays that sleep, and delays that spin. */
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/iopoll.h>
#include <linux/sched.h>
#include <linux/timer.h>

struct link {
	spinlock_t lock;
	struct timer_list timer;
	void __iomem *regs;
};

void sleeping(struct link *p)
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

void spinning(struct link *p)
{
	u32 value;

	spin_lock(&p->lock);
	udelay(10);
	mdelay(2);
	readl_poll_timeout_atomic(p->regs, value, value & 1, 10, 100);
	spin_unlock(&p->lock);
}

static void link_reset(struct link *p, bool may_sleep)
{
	writel(1, p->regs);
	if (may_sleep)
		msleep(5); // expect: atomic-sleep chain=link_timer>link_reset {{link_timer}}
	else
		mdelay(5);
	writel(0, p->regs);
}

static void link_timer(struct timer_list *t)
{
	struct link *p = container_of(t, struct phy, timer);

	link_reset(p, true);
}

static void link_timer_right(struct timer_list *t)
{
	struct link *p = container_of(t, struct phy, timer);

	link_reset(p, false);
}

void link_start(struct link *p)
{
	timer_setup(&p->timer, link_timer, 0);
	link_reset(p, true);
}

void link_start_right(struct link *p)
{
	timer_setup(&p->timer, link_timer_right, 0);
}

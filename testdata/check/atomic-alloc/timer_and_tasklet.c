/* Timers and tasklets run in softirq context. */
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/timer.h>

struct link {
	struct timer_list poll, retry;
	struct tasklet_struct rx, tx, old;
	void *skb;
};

static void link_poll(struct timer_list *t)
{
	struct link *l = container_of(t, struct link, poll);

	l->skb = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=link_poll {{timer callback}}
	mod_timer(&l->poll, jiffies + HZ);
}

static void link_retry(struct timer_list *t)
{
	struct link *l = container_of(t, struct link, retry);

	l->skb = kmalloc(64, GFP_ATOMIC);
}

static void static_timer_fn(struct timer_list *t)
{
	kfree(kmalloc(64, GFP_KERNEL)); // expect: atomic-alloc chain=static_timer_fn
}
static DEFINE_TIMER(static_timer, static_timer_fn);

static void link_rx(struct tasklet_struct *t)
{
	struct link *l = container_of(t, struct link, rx);

	l->skb = kzalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=link_rx
}

static void link_tx(struct tasklet_struct *t)
{
	struct link *l = container_of(t, struct link, tx);

	l->skb = kzalloc(64, GFP_NOWAIT);
}

static void link_old(unsigned long data)
{
	struct link *l = (struct link *)data;

	l->skb = kzalloc(64, GFP_NOIO); // expect: atomic-alloc chain=link_old
}

static void declared_fn(struct tasklet_struct *t)
{
	kfree(kmalloc(64, GFP_KERNEL)); // expect: atomic-alloc chain=declared_fn
}
static DECLARE_TASKLET(declared, declared_fn);

void link_start(struct link *l)
{
	timer_setup(&l->poll, link_poll, 0);
	timer_setup(&l->retry, link_retry, TIMER_DEFERRABLE);
	tasklet_setup(&l->rx, link_rx);
	tasklet_setup(&l->tx, link_tx);
	tasklet_init(&l->old, link_old, (unsigned long)l);
	l->skb = kmalloc(64, GFP_KERNEL);
	mod_timer(&static_timer, jiffies + HZ);
	tasklet_schedule(&declared);
}

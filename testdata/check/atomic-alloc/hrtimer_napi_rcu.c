/* High resolution timers, NAPI polls, RCU callbacks, interrupt work, calls on other processors. */
#include <linux/hrtimer.h>
#include <linux/irq_work.h>
#include <linux/netdevice.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/smp.h>

struct nic {
	struct net_device *netdev;
	struct napi_struct napi, quiet;
	struct hrtimer tick, old_tick;
	struct rcu_head rcu;
	struct irq_work work;
	void *p;
};

static enum hrtimer_restart nic_tick(struct hrtimer *t)
{
	struct nic *n = container_of(t, struct nic, tick);

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_tick
	return HRTIMER_NORESTART;
}

static enum hrtimer_restart nic_old_tick(struct hrtimer *t)
{
	struct nic *n = container_of(t, struct nic, old_tick);

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_old_tick
	return HRTIMER_NORESTART;
}

static int nic_poll(struct napi_struct *napi, int budget)
{
	struct nic *n = container_of(napi, struct nic, napi);

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_poll
	return budget;
}

static int nic_quiet_poll(struct napi_struct *napi, int budget)
{
	struct nic *n = container_of(napi, struct nic, quiet);

	n->p = kmalloc(8, GFP_ATOMIC);
	return budget;
}

static void nic_gone(struct rcu_head *head)
{
	struct nic *n = container_of(head, struct nic, rcu);

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_gone
	kfree(n);
}

static void nic_irq_work(struct irq_work *work)
{
	struct nic *n = container_of(work, struct nic, work);

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_irq_work
}

static void nic_on_cpu(void *info)
{
	struct nic *n = info;

	n->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc chain=nic_on_cpu
}

static void nic_on_cpu_right(void *info)
{
	struct nic *n = info;

	n->p = NULL;
}

void nic_open(struct nic *n)
{
	netif_napi_add(n->netdev, &n->napi, nic_poll);
	netif_napi_add(n->netdev, &n->quiet, nic_quiet_poll);
	hrtimer_setup(&n->tick, nic_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer_init(&n->old_tick, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	n->old_tick.function = nic_old_tick;
	init_irq_work(&n->work, nic_irq_work);
	smp_call_function_single(1, nic_on_cpu, n, 1);
	smp_call_function_single(1, nic_on_cpu_right, n, 1);
	n->p = kmalloc(8, GFP_KERNEL);
}

void nic_close(struct nic *n)
{
	call_rcu(&n->rcu, nic_gone);
}

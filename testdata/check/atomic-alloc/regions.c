/* Atomic regions that are no locks: interrupts, bottom halves, preemption, RCU; and how they nest. */
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/smp.h>

struct counter {
	void *p;
	int __percpu *hits;
};

void irqs_disabled_here(struct counter *c)
{
	local_irq_disable();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	local_irq_enable();
	c->p = kmalloc(8, GFP_KERNEL);
}

void irqs_saved(struct counter *c)
{
	unsigned long flags;

	local_irq_save(flags);
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	local_irq_restore(flags);
	c->p = kmalloc(8, GFP_KERNEL);
}

void bottom_halves(struct counter *c)
{
	local_bh_disable();
	local_bh_disable();
	local_bh_enable();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	local_bh_enable();
	c->p = kmalloc(8, GFP_KERNEL);
}

void preemption(struct counter *c)
{
	preempt_disable();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	preempt_enable();
	c->p = kmalloc(8, GFP_KERNEL);
}

void this_cpu(struct counter *c)
{
	int cpu = get_cpu();

	c->p = kmalloc(8 + cpu, GFP_KERNEL); // expect: atomic-alloc
	put_cpu();
	c->p = kmalloc(8, GFP_KERNEL);
}

void this_cpu_pointer(struct counter *c)
{
	int *hits = get_cpu_ptr(c->hits);

	++*hits;
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	put_cpu_ptr(c->hits);
	c->p = kmalloc(8, GFP_KERNEL);
}

void reader(struct counter *c)
{
	rcu_read_lock();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	rcu_read_unlock();
	c->p = kmalloc(8, GFP_KERNEL);
}

void reader_bh(struct counter *c)
{
	rcu_read_lock_bh();
	c->p = kmalloc(8, GFP_NOIO); // expect: atomic-alloc
	rcu_read_unlock_bh();
	c->p = kmalloc(8, GFP_NOIO);
}

/* Only the innermost is left. */
void nested(struct counter *c)
{
	rcu_read_lock();
	preempt_disable();
	preempt_enable();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{rcu_read_lock}}
	rcu_read_unlock();
	local_bh_disable();
	rcu_read_lock();
	rcu_read_unlock();
	c->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc {{bh_disable}}
	local_bh_enable();
	c->p = kmalloc(8, GFP_KERNEL);
}

/* Behind a merge of two regions nobody can say which of them is in force: nothing is reported (docs/limits.md). */
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	void *log;
};

int is_shared(void);

void either(struct port *p)
{
	if (is_shared())
		spin_lock(&p->lock);
	else
		preempt_disable();
	p->log = kmalloc(16, GFP_KERNEL);
}

static void take_either(struct port *p)
{
	if (is_shared())
		spin_lock(&p->lock);
	else
		preempt_disable();
}

void in_callee(struct port *p)
{
	p->log = NULL;
	take_either(p);
	p->log = kmalloc(16, GFP_KERNEL);
}

void one(struct port *p)
{
	spin_lock(&p->lock);
	if (is_shared())
		p->log = NULL;
	p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc {{spin_lock}}
	spin_unlock(&p->lock);
}

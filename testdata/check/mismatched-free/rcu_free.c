/* kfree_rcu() frees slab memory later; kvfree_rcu() takes vmalloc memory as well. */
#include <linux/device.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct entry {
	struct rcu_head rcu;
	int n;
};

void slab(void)
{
	struct entry *e = kmalloc(sizeof(*e), GFP_KERNEL);

	if (e)
		kfree_rcu(e, rcu);
}

void managed_by_hand(void)
{
	struct entry *e = kvmalloc(sizeof(*e), GFP_KERNEL);

	if (e)
		kvfree_rcu(e, rcu);
}

static void entry_free(struct rcu_head *head)
{
	struct entry *e = container_of(head, struct entry, rcu);

	kfree(e);
}

void by_callback(void)
{
	struct entry *e = kmalloc(sizeof(*e), GFP_KERNEL);

	if (e)
		call_rcu(&e->rcu, entry_free);
}

void percpu_memory(struct entry __percpu *p)
{
	struct entry *e = vmalloc(sizeof(*e));

	if (e)
		e->n = 1;
	vfree(e);
}

void managed(struct device *dev)
{
	struct entry *e = devm_kzalloc(dev, sizeof(*e), GFP_KERNEL);

	if (e)
		kfree_rcu(e, rcu); // expect: mismatched-free {{devm_kzalloc}}
}

/* Locks in loops. */
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct job {
	struct list_head node;
	spinlock_t lock;
	int state;
	void *result;
};

struct jobs {
	spinlock_t lock;
	struct list_head list;
};

void unlocked_in_each_round(struct jobs *j, int n)
{
	for (int i = 0; i < n; i++) {
		struct job *job;

		spin_lock(&j->lock);
		job = list_first_entry_or_null(&j->list, struct job, node);
		if (job)
			list_del(&job->node);
		spin_unlock(&j->lock);
		if (job)
			job->result = kmalloc(8, GFP_KERNEL);
	}
}

void locked_at_the_end_of_a_round(struct jobs *j, int n)
{
	spin_lock(&j->lock);
	while (n--) {
		spin_unlock(&j->lock);
		kfree(kmalloc(8, GFP_KERNEL));
		spin_lock(&j->lock);
	}
	spin_unlock(&j->lock);
}

void second_round_is_locked(struct jobs *j, int n)
{
	bool locked = false;
	void *p;

	do {
		p = kmalloc(8, GFP_KERNEL); // todo-expect: atomic-alloc
		kfree(p);
		if (!locked)
			spin_lock(&j->lock);
		locked = true;
	} while (--n > 0);
	spin_unlock(&j->lock);
}

void list_under_lock(struct jobs *j)
{
	struct job *job;

	spin_lock(&j->lock);
	list_for_each_entry(job, &j->list, node) {
		if (job->state)
			continue;
		job->result = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		if (!job->result)
			break;
	}
	spin_unlock(&j->lock);
}

void list_with_inner_lock(struct jobs *j)
{
	struct job *job, *next;

	list_for_each_entry_safe(job, next, &j->list, node) {
		spin_lock(&job->lock);
		job->state = 1;
		spin_unlock(&job->lock);
		job->result = kmalloc(8, GFP_KERNEL);
	}
}

void leaves_by_break(struct jobs *j)
{
	for (;;) {
		spin_lock(&j->lock);
		if (list_empty(&j->list))
			break;
		list_del(j->list.next);
		spin_unlock(&j->lock);
		kfree(kmalloc(8, GFP_KERNEL));
	}
	kfree(kmalloc(8, GFP_KERNEL)); // expect: atomic-alloc
	spin_unlock(&j->lock);
}

void leaves_by_condition(struct jobs *j)
{
	while (({ spin_lock(&j->lock); list_empty(&j->list); }))
		spin_unlock(&j->lock);
	kfree(kmalloc(8, GFP_KERNEL)); // expect: atomic-alloc
	spin_unlock(&j->lock);
}

/* container_of() of a member whose address was passed on is the object that it was taken of. */
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct link {
	int state;
	struct work_struct work;
};

struct port {
	spinlock_t lock;
	struct mutex mutex;
	int polled;
	struct link link;
};

static void port_work(struct work_struct *work)
{
	struct port *p = container_of(work, struct port, link.work);

	if (p->polled)
		return;
	mutex_lock(&p->mutex); // expect: atomic-sleep chain=port_kick>port_work
	mutex_unlock(&p->mutex);
}

void port_poll(struct port *p)
{
	if (!p->polled)
		return;
	spin_lock(&p->lock);
	port_work(&p->link.work);
	spin_unlock(&p->lock);
}

void port_kick(struct port *p)
{
	if (p->polled)
		return;
	spin_lock(&p->lock);
	port_work(&p->link.work);
	spin_unlock(&p->lock);
}

/* In one function, with a member at the start. */
struct request {
	struct list_head list;
	int may_wait;
	struct mutex mutex;
};

void request_run(struct request *r, spinlock_t *lock)
{
	struct list_head *entry = &r->list;

	if (r->may_wait)
		return;
	spin_lock(lock);
	if (list_entry(entry, struct request, list)->may_wait)
		mutex_lock(&r->mutex);
	spin_unlock(lock);
}

void request_wait(struct request *r, spinlock_t *lock)
{
	struct list_head *entry = &r->list;

	if (!r->may_wait)
		return;
	spin_lock(lock);
	if (list_entry(entry, struct request, list)->may_wait)
		mutex_lock(&r->mutex); // expect: atomic-sleep confidence=definite
	spin_unlock(lock);
}

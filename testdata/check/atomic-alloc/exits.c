/* Ways out: early returns that unlock, and goto ladders. */
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
	bool open;
	int users;
	void *fifo, *stats;
};

int early_return(struct port *p)
{
	spin_lock(&p->lock);
	if (p->open) {
		spin_unlock(&p->lock);
		p->stats = kmalloc(16, GFP_KERNEL);
		return p->stats ? 0 : -ENOMEM;
	}
	p->users++;
	p->fifo = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&p->lock);
	return 0;
}

int forgotten_unlock(struct port *p)
{
	spin_lock(&p->lock);
	if (!p->open)
		goto out;
	p->users++;
	spin_unlock(&p->lock);
out:
	p->stats = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
	return p->stats ? 0 : -ENOMEM;
}

int goto_ladder(struct port *p)
{
	int ret = -EBUSY;

	spin_lock(&p->lock);
	if (p->users)
		goto unlock;
	if (p->open)
		goto unlock;
	p->open = true;
	ret = 0;
unlock:
	spin_unlock(&p->lock);
	if (!ret)
		p->fifo = kmalloc(64, GFP_KERNEL);
	return ret;
}

int goto_two_labels(struct port *p)
{
	spin_lock(&p->lock);
	if (p->users)
		goto locked;
	spin_unlock(&p->lock);
	goto unlocked;
locked:
	p->users--;
	p->stats = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&p->lock);
unlocked:
	p->fifo = kmalloc(64, GFP_KERNEL);
	return 0;
}

int retry(struct port *p)
{
	void *fifo = NULL;

again:
	spin_lock(&p->lock);
	if (!p->fifo) {
		if (!fifo) {
			spin_unlock(&p->lock);
			fifo = kmalloc(64, GFP_KERNEL);
			if (!fifo)
				return -ENOMEM;
			goto again;
		}
		p->fifo = fifo;
		fifo = NULL;
	}
	spin_unlock(&p->lock);
	kfree(fifo);
	return 0;
}

/* BUG() and a panic do not come back. */
int never_returns(struct port *p)
{
	spin_lock(&p->lock);
	if (p->users < 0)
		BUG();
	else
		spin_unlock(&p->lock);
	p->stats = kmalloc(16, GFP_KERNEL);
	return 0;
}

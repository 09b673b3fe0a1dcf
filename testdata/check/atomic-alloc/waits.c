/* While a function waits, others store what it waits for; what it has stored itself is what it tests no more. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct port {
	spinlock_t lock;
	wait_queue_head_t queue;
	struct completion reply;
	int done, status, polled;
	void *log;
};

void wait_for_interrupt(struct port *p)
{
	p->done = 0;
	wait_event_timeout(p->queue, p->done, 10);
	if (p->done) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&p->lock);
	}
}

void wait_for_reply(struct port *p)
{
	p->status = 0;
	wait_for_completion(&p->reply);
	if (p->status) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&p->lock);
	}
}

void poll_until_done(struct port *p)
{
	int tries = 10;

	p->done = 0;
	while (!p->done && tries--)
		udelay(10);
	if (p->done) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&p->lock);
	}
}

static int exchange(struct port *p)
{
	if (p->polled)
		return p->status;
	wait_for_completion(&p->reply);
	return p->status;
}

void wait_in_helper(struct port *p)
{
	p->status = 0;
	if (exchange(p)) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&p->lock);
	}
}

static void pause(struct port *p)
{
	usleep_range(10, 20);
}

void poll_in_helper(struct port *p)
{
	p->done = 0;
	while (!p->done)
		pause(p);
	spin_lock(&p->lock);
	p->log = kmalloc(16, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock(&p->lock);
}

static void report(struct port *p, int code)
{
	p->status = code;
}

/* Nobody runs meanwhile. */
void no_wait(struct port *p)
{
	p->status = 0;
	report(p, 0);
	if (p->status) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL);
		spin_unlock(&p->lock);
	}
}

/* A test in front of the wait still says what the path is. */
void same_test_twice(struct port *p, int locked)
{
	if (!locked)
		spin_lock(&p->lock);
	if (p->polled)
		spin_unlock(&p->lock);
	udelay(10);
	if (p->polled)
		p->log = kmalloc(16, GFP_KERNEL);
	else if (!locked)
		spin_unlock(&p->lock);
}

void own_variable(struct port *p)
{
	struct port copy;

	copy.status = 0;
	wait_for_completion(&p->reply);
	if (copy.status) {
		spin_lock(&p->lock);
		p->log = kmalloc(16, GFP_KERNEL);
		spin_unlock(&p->lock);
	}
}

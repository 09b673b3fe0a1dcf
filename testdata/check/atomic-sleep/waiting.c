/* Waiting for somebody else: completions, wait queues, and everything with _sync in its name. */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct station {
	spinlock_t lock;
	struct completion done;
	wait_queue_head_t queue;
	struct work_struct work;
	struct timer_list timer;
	bool ready;
	int irq;
};

void completion_in_rcu(struct station *s)
{
	rcu_read_lock();
	wait_for_completion(&s->done); // expect: atomic-sleep {{wait_for_completion}} {{rcu_read_lock}}
	rcu_read_unlock();
	wait_for_completion(&s->done);
}

int completion_timeout(struct station *s)
{
	unsigned long left;

	spin_lock(&s->lock);
	left = wait_for_completion_timeout(&s->done, HZ); // expect: atomic-sleep
	spin_unlock(&s->lock);
	return left ? 0 : -ETIMEDOUT;
}

void completion_asked(struct station *s)
{
	spin_lock(&s->lock);
	if (try_wait_for_completion(&s->done) || completion_done(&s->done))
		s->ready = true;
	complete(&s->done);
	spin_unlock(&s->lock);
}

void queue(struct station *s)
{
	spin_lock(&s->lock);
	wait_event(s->queue, s->ready); // expect: atomic-sleep
	wake_up(&s->queue);
	spin_unlock(&s->lock);
	wait_event(s->queue, s->ready);
}

void synchronous(struct station *s)
{
	spin_lock_bh(&s->lock);
	cancel_work_sync(&s->work); // expect: atomic-sleep {{cancel_work_sync}}
	flush_work(&s->work); // expect: atomic-sleep
	synchronize_rcu(); // expect: atomic-sleep
	disable_irq(s->irq); // expect: atomic-sleep
	synchronize_irq(s->irq); // expect: atomic-sleep
	spin_unlock_bh(&s->lock);
	cancel_work_sync(&s->work);
}

void asynchronous(struct station *s)
{
	spin_lock_bh(&s->lock);
	cancel_work(&s->work);
	schedule_work(&s->work);
	disable_irq_nosync(s->irq);
	enable_irq(s->irq);
	timer_delete(&s->timer);
	mod_timer(&s->timer, jiffies + HZ);
	spin_unlock_bh(&s->lock);
}

/* Work functions, threads and file operations run in process context: nothing to find. */
// expect-none
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct daemon {
	struct work_struct work;
	struct delayed_work later;
	struct task_struct *task;
	struct mutex lock;
	void *p;
};

static void daemon_work(struct work_struct *work)
{
	struct daemon *d = container_of(work, struct daemon, work);

	mutex_lock(&d->lock);
	d->p = kmalloc(8, GFP_KERNEL);
	mutex_unlock(&d->lock);
}

static void daemon_later(struct work_struct *work)
{
	struct daemon *d = container_of(to_delayed_work(work), struct daemon, later);

	d->p = kmalloc(8, GFP_KERNEL);
}

static int daemon_thread(void *data)
{
	struct daemon *d = data;

	while (!kthread_should_stop()) {
		d->p = kmalloc(8, GFP_KERNEL);
		schedule_timeout_interruptible(HZ);
	}
	return 0;
}

static int daemon_open(struct inode *inode, struct file *file)
{
	file->private_data = kmalloc(64, GFP_KERNEL);
	return file->private_data ? 0 : -ENOMEM;
}

static const struct file_operations daemon_fops = {
	.open = daemon_open,
};

int daemon_start(struct daemon *d)
{
	INIT_WORK(&d->work, daemon_work);
	INIT_DELAYED_WORK(&d->later, daemon_later);
	schedule_delayed_work(&d->later, HZ);
	d->task = kthread_run(daemon_thread, d, "daemon");
	return IS_ERR(d->task) ? PTR_ERR(d->task) : register_chrdev(0, "daemon", &daemon_fops);
}

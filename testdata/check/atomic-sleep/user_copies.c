/* A user copy may fault, and a fault may sleep. */
#include <linux/fs.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

struct fifo {
	spinlock_t lock;
	char data[64];
	int n;
};

static ssize_t fifo_read(struct file *file, char __user *buf, size_t n, loff_t *pos)
{
	struct fifo *f = file->private_data;
	ssize_t ret = n;

	spin_lock_irq(&f->lock);
	if (copy_to_user(buf, f->data, n)) // expect: atomic-sleep {{copy_to_user}} chain=fifo_read
		ret = -EFAULT;
	spin_unlock_irq(&f->lock);
	return ret;
}

static ssize_t fifo_read_right(struct file *file, char __user *buf, size_t n, loff_t *pos)
{
	struct fifo *f = file->private_data;
	char copy[64];

	n = min_t(size_t, n, sizeof(copy));
	spin_lock_irq(&f->lock);
	memcpy(copy, f->data, n);
	spin_unlock_irq(&f->lock);
	return copy_to_user(buf, copy, n) ? -EFAULT : n;
}

static long fifo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct fifo *f = file->private_data;
	int __user *to = (int __user *)arg;
	int ret = -ENOTTY;

	spin_lock(&f->lock);
	switch (cmd) {
	case 1:
		ret = put_user(f->n, to); // expect: atomic-sleep
		break;
	case 2:
		ret = copy_from_user(f->data, to, sizeof(f->data)) ? -EFAULT : 0; // expect: atomic-sleep {{copy_from_user}}
		break;
	case 3:
		ret = __copy_from_user_inatomic(f->data, to, sizeof(f->data)) ? -EFAULT : 0;
		break;
	}
	spin_unlock(&f->lock);
	return ret;
}

const struct file_operations fifo_ops = {
	.read = fifo_read,
	.unlocked_ioctl = fifo_ioctl,
};

const struct file_operations fifo_ops_right = {
	.read = fifo_read_right,
};

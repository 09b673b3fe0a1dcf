/* Requesting and freeing an interrupt sleeps, and so does creating and removing files: they allocate and free. */
#include <linux/debugfs.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct gpio {
	spinlock_t lock;
	int irq;
	struct dentry *dir;
};

static irqreturn_t gpio_irq(int irq, void *data)
{
	return IRQ_HANDLED;
}

int request_locked(struct gpio *g)
{
	int ret;

	spin_lock(&g->lock);
	ret = request_irq(g->irq, gpio_irq, 0, "gpio", g); // expect: atomic-alloc {{request_irq}}
	spin_unlock(&g->lock);
	return ret;
}

int request_unlocked(struct gpio *g)
{
	int ret = request_irq(g->irq, gpio_irq, 0, "gpio", g);

	spin_lock(&g->lock);
	g->irq = ret ? -1 : g->irq;
	spin_unlock(&g->lock);
	return ret;
}

void free_locked(struct gpio *g)
{
	unsigned long flags;

	spin_lock_irqsave(&g->lock, flags);
	free_irq(g->irq, g); // expect: atomic-free {{free_irq}}
	g->irq = -1;
	spin_unlock_irqrestore(&g->lock, flags);
}

void free_unlocked(struct gpio *g)
{
	free_irq(g->irq, g);
	spin_lock(&g->lock);
	g->irq = -1;
	spin_unlock(&g->lock);
}

void files_locked(struct gpio *g)
{
	spin_lock(&g->lock);
	g->dir = debugfs_create_dir("gpio", NULL); // expect: atomic-alloc {{debugfs_create_dir}}
	debugfs_remove(g->dir); // expect: atomic-free {{debugfs_remove}}
	spin_unlock(&g->lock);
	g->dir = debugfs_create_dir("gpio", NULL);
}

/* Functions of the driver's own that take, try and release its lock. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct card {
	spinlock_t lock;
	unsigned long flags;
	void *buffer;
	bool dead;
};

static void card_lock(struct card *c)
{
	spin_lock_irqsave(&c->lock, c->flags);
}

static void card_unlock(struct card *c)
{
	spin_unlock_irqrestore(&c->lock, c->flags);
}

void wrapped(struct card *c)
{
	card_lock(c);
	c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=wrapped
	card_unlock(c);
}

void wrapped_after(struct card *c)
{
	card_lock(c);
	card_unlock(c);
	c->buffer = kmalloc(64, GFP_KERNEL);
}

/* Nonzero: the card is gone, and the lock is not held. */
static int card_lock_alive(struct card *c)
{
	spin_lock(&c->lock);
	if (c->dead) {
		spin_unlock(&c->lock);
		return -ENODEV;
	}
	return 0;
}

int alive(struct card *c)
{
	int ret = card_lock_alive(c);

	if (ret) {
		c->buffer = kmalloc(64, GFP_KERNEL);
		return ret;
	}
	c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=alive
	spin_unlock(&c->lock);
	return 0;
}

int alive_right(struct card *c)
{
	if (card_lock_alive(c) < 0)
		return -ENODEV;
	spin_unlock(&c->lock);
	c->buffer = kmalloc(64, GFP_KERNEL);
	return 0;
}

static bool card_try(struct card *c)
{
	if (c->dead)
		return false;
	return spin_trylock(&c->lock);
}

void tried(struct card *c)
{
	if (!card_try(c)) {
		c->buffer = kmalloc(64, GFP_KERNEL);
		return;
	}
	c->buffer = kmalloc(64, GFP_NOIO); // expect: atomic-alloc
	spin_unlock(&c->lock);
}

/* The lock is returned, taken. */
static struct card *card_find(struct card *cards, int n)
{
	for (int i = 0; i < n; i++) {
		spin_lock(&cards[i].lock);
		if (!cards[i].dead)
			return &cards[i];
		spin_unlock(&cards[i].lock);
	}
	return NULL;
}

void found(struct card *cards, int n)
{
	struct card *c = card_find(cards, n);

	if (!c) {
		cards->buffer = kmalloc(64, GFP_KERNEL);
		return;
	}
	c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=found
	spin_unlock(&c->lock);
}

/* The parameter says whether to lock. */
static void card_enter(struct card *c, bool lock)
{
	if (lock)
		spin_lock(&c->lock);
}

static void card_leave(struct card *c, bool lock)
{
	if (lock)
		spin_unlock(&c->lock);
}

void entered(struct card *c)
{
	card_enter(c, true);
	c->buffer = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc chain=entered
	card_leave(c, true);
	card_enter(c, false);
	c->buffer = kmalloc(64, GFP_KERNEL);
	card_leave(c, false);
}

void entered_either_way(struct card *c, bool lock)
{
	card_enter(c, lock);
	c->dead = true;
	card_leave(c, lock);
	c->buffer = kmalloc(64, GFP_KERNEL);
}

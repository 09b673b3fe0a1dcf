/* An indirect call under a lock: reported where every function that the field holds sleeps, as likely. */
#include <linux/delay.h>
#include <linux/spinlock.h>

struct chip;
struct slow_ops {
	void (*reset)(struct chip *c);
};
struct mixed_ops {
	void (*poke)(struct chip *c);
};
struct chip {
	spinlock_t lock;
	const struct slow_ops *slow;
	const struct mixed_ops *mixed;
	int state;
};

static void reset_one(struct chip *c)
{
	msleep(10); // expect: atomic-sleep confidence=likely chain=reset_under_lock>reset_one {{the same call comes here, too: usleep_range()}}
	c->state = 0;
}

static void reset_two(struct chip *c)
{
	c->state = 0;
	usleep_range(10, 20); /* a note of the finding above: one call, one cause */
}

static void poke_slowly(struct chip *c)
{
	msleep(1);
	c->state++;
}

static void poke(struct chip *c)
{
	c->state++;
}

const struct slow_ops slow_one = {.reset = reset_one}, slow_two = {.reset = reset_two};
const struct mixed_ops mixed_slow = {.poke = poke_slowly}, mixed_quick = {.poke = poke};

void reset_under_lock(struct chip *c)
{
	spin_lock(&c->lock);
	c->slow->reset(c);
	spin_unlock(&c->lock);
}

/* Which one it is may well depend on the context. */
void poke_under_lock(struct chip *c)
{
	spin_lock(&c->lock);
	c->mixed->poke(c);
	spin_unlock(&c->lock);
}

/* Flags passed down: judged for each call, and reported at the allocation with the caller in the chain. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct node {
	struct node *next;
	int value;
};

struct set {
	spinlock_t lock;
	struct node *first;
};

static struct node *node_new(int value, gfp_t gfp)
{
	struct node *n = kmalloc(sizeof(*n), gfp); // expect: atomic-alloc chain=insert_locked>node_new confidence=definite

	if (n)
		n->value = value;
	return n;
}

void insert_locked(struct set *s, int value)
{
	struct node *n;

	spin_lock(&s->lock);
	n = node_new(value, GFP_KERNEL);
	if (n) {
		n->next = s->first;
		s->first = n;
	}
	spin_unlock(&s->lock);
}

void insert_atomic(struct set *s, int value)
{
	spin_lock(&s->lock);
	s->first = node_new(value, GFP_ATOMIC);
	spin_unlock(&s->lock);
}

void insert_before(struct set *s, int value)
{
	struct node *n = node_new(value, GFP_KERNEL);

	spin_lock(&s->lock);
	s->first = n;
	spin_unlock(&s->lock);
}

/* Two levels, and a bit added on the way. */
static struct node *node_zeroed(gfp_t gfp)
{
	return kzalloc(sizeof(struct node), gfp | __GFP_NOWARN); // expect: atomic-alloc chain=reset_locked>node_pair>node_zeroed
}

static struct node *node_pair(gfp_t gfp)
{
	struct node *n = node_zeroed(gfp);

	if (n)
		n->next = node_zeroed(gfp);
	return n;
}

void reset_locked(struct set *s)
{
	spin_lock(&s->lock);
	s->first = node_pair(GFP_NOIO);
	spin_unlock(&s->lock);
}

void reset_atomic(struct set *s)
{
	spin_lock(&s->lock);
	s->first = node_pair(GFP_ATOMIC);
	spin_unlock(&s->lock);
	s->first = node_pair(GFP_KERNEL);
}

/* The callee holds the lock, the caller has the flags. */
static void refill(struct set *s, gfp_t gfp)
{
	spin_lock(&s->lock);
	if (!s->first)
		s->first = kmalloc(sizeof(*s->first), gfp); // expect: atomic-alloc chain=refill_may_wait>refill
	spin_unlock(&s->lock);
}

void refill_may_wait(struct set *s)
{
	refill(s, GFP_KERNEL);
}

void refill_now(struct set *s)
{
	refill(s, GFP_ATOMIC);
}

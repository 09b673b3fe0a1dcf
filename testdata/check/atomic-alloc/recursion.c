/* Functions that call themselves, or each other. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct tree {
	spinlock_t lock;
	struct tree *left, *right;
	void *payload;
};

static int fill(struct tree *t, int depth, gfp_t gfp)
{
	if (!t || !depth)
		return 0;
	t->payload = kmalloc(8, gfp); // expect: atomic-alloc
	if (!t->payload)
		return -ENOMEM;
	return fill(t->left, depth - 1, gfp) ?: fill(t->right, depth - 1, gfp);
}

int fill_locked(struct tree *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = fill(t, 4, GFP_KERNEL);
	spin_unlock(&t->lock);
	return ret;
}

int fill_atomic(struct tree *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = fill(t, 4, GFP_ATOMIC);
	spin_unlock(&t->lock);
	return ret ?: fill(t, 4, GFP_KERNEL);
}

static void odd(struct tree *t, int n);

static void even(struct tree *t, int n)
{
	if (n)
		odd(t->left, n - 1);
}

static void odd(struct tree *t, int n)
{
	if (!t->payload)
		t->payload = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
	even(t->right, n - 1);
}

void walk_locked(struct tree *t)
{
	spin_lock(&t->lock);
	even(t, 8);
	spin_unlock(&t->lock);
}

void walk(struct tree *t)
{
	even(t, 8);
}

/* Each level takes and releases its own lock. */
static void visit(struct tree *t)
{
	if (!t)
		return;
	spin_lock(&t->lock);
	t->payload = NULL;
	spin_unlock(&t->lock);
	t->payload = kmalloc(8, GFP_KERNEL);
	visit(t->left);
	visit(t->right);
}

void visit_all(struct tree *t)
{
	visit(t);
}

/* Two functions in two files call each other. */
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "tree.h"

int tree_visit(struct tree *t, gfp_t gfp) // expect-none
{
	t->depth++;
	return tree_visit_children(t, gfp);
}

int tree_count(struct tree *t)
{
	return 1 + tree_count_children(t);
}

int visit_locked(struct tree *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = tree_visit(t, GFP_KERNEL);
	spin_unlock(&t->lock);
	return ret;
}

int visit_atomically(struct tree *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = tree_visit(t, GFP_ATOMIC) + tree_count(t);
	spin_unlock(&t->lock);
	return ret;
}

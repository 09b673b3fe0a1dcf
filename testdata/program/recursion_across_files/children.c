#include <linux/slab.h>
#include <linux/spinlock.h>

#include "tree.h"

int tree_visit_children(struct tree *t, gfp_t gfp)
{
	int ret = 0;

	t->note = kmalloc(8, gfp); // expect: atomic-alloc {{GFP_KERNEL}} chain=visit_locked>tree_visit>tree_visit_children
	if (t->left)
		ret = tree_visit(t->left, gfp);
	return ret;
}

int tree_count_children(struct tree *t)
{
	int n = 0;

	if (t->left)
		n += tree_count(t->left);
	if (t->right)
		n += tree_count(t->right);
	return n;
}

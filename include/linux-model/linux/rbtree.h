/* Model of linux/rbtree.h. */
#ifndef _MODEL_LINUX_RBTREE_H
#define _MODEL_LINUX_RBTREE_H

#include <linux/container_of.h>
#include <linux/types.h>

struct rb_node { unsigned long __rb_parent_color; struct rb_node *rb_right, *rb_left; };
struct rb_root { struct rb_node *rb_node; };
struct rb_root_cached { struct rb_root rb_root; struct rb_node *rb_leftmost; };
#define RB_ROOT (struct rb_root) { NULL, }
#define RB_ROOT_CACHED (struct rb_root_cached) { { NULL, }, NULL }
#define RB_EMPTY_ROOT(root) (READ_ONCE((root)->rb_node) == NULL)
#define RB_CLEAR_NODE(node) ((node)->__rb_parent_color = (unsigned long)(node))
#define RB_EMPTY_NODE(node) ((node)->__rb_parent_color == (unsigned long)(node))
#define rb_entry(ptr, type, member) container_of(ptr, type, member)
void rb_insert_color(struct rb_node *node, struct rb_root *root);
void rb_erase(struct rb_node *node, struct rb_root *root);
void rb_link_node(struct rb_node *node, struct rb_node *parent, struct rb_node **link);
void rb_replace_node(struct rb_node *victim, struct rb_node *node, struct rb_root *root);
struct rb_node *rb_first(const struct rb_root *root);
struct rb_node *rb_last(const struct rb_root *root);
struct rb_node *rb_next(const struct rb_node *node);
struct rb_node *rb_prev(const struct rb_node *node);
#define rb_entry_safe(ptr, type, member) ({ \
	typeof(ptr) ____ptr = (ptr); ____ptr ? rb_entry(____ptr, type, member) : NULL; })
#define rbtree_postorder_for_each_entry_safe(pos, n, root, field) \
	for (pos = rb_entry_safe(rb_first(root), typeof(*pos), field); \
	     pos && ({ n = rb_entry_safe(rb_next(&pos->field), typeof(*pos), field); 1; }); pos = n)

#endif

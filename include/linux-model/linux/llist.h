/* Model of linux/llist.h. */
#ifndef _MODEL_LINUX_LLIST_H
#define _MODEL_LINUX_LLIST_H

#include <linux/container_of.h>
#include <linux/types.h>

struct llist_node { struct llist_node *next; };
struct llist_head { struct llist_node *first; };
#define LLIST_HEAD(name) struct llist_head name = { NULL }
void init_llist_head(struct llist_head *list);
bool llist_add(struct llist_node *entry, struct llist_head *head);
bool llist_empty(const struct llist_head *head);
struct llist_node *llist_del_all(struct llist_head *head);
struct llist_node *llist_reverse_order(struct llist_node *head);
#define llist_entry(ptr, type, member) container_of(ptr, type, member)
#define llist_for_each_entry(pos, node, member) \
	for ((pos) = llist_entry((node), typeof(*(pos)), member); &(pos)->member != NULL; \
	     (pos) = llist_entry((pos)->member.next, typeof(*(pos)), member))
#define llist_for_each_entry_safe(pos, n, node, member) \
	for (pos = llist_entry((node), typeof(*pos), member); \
	     &pos->member != NULL && (n = llist_entry(pos->member.next, typeof(*n), member), true); pos = n)

#endif

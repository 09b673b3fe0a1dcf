/* Model of linux/list.h and linux/rculist.h: none of it sleeps. */
#ifndef _MODEL_LINUX_LIST_H
#define _MODEL_LINUX_LIST_H

#include <linux/container_of.h>
#include <linux/types.h>

#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define HLIST_HEAD_INIT { .first = NULL }
#define HLIST_HEAD(name) struct hlist_head name = HLIST_HEAD_INIT
#define INIT_HLIST_HEAD(p) ((p)->first = NULL)
void INIT_LIST_HEAD(struct list_head *list);
void list_add(struct list_head *entry, struct list_head *head);
void list_add_tail(struct list_head *entry, struct list_head *head);
void list_add_rcu(struct list_head *entry, struct list_head *head);
void list_add_tail_rcu(struct list_head *entry, struct list_head *head);
void list_del(struct list_head *entry);
void list_del_init(struct list_head *entry);
void list_del_rcu(struct list_head *entry);
void list_replace(struct list_head *old, struct list_head *entry);
void list_replace_rcu(struct list_head *old, struct list_head *entry);
void list_replace_init(struct list_head *old, struct list_head *entry);
void list_move(struct list_head *entry, struct list_head *head);
void list_move_tail(struct list_head *entry, struct list_head *head);
void list_splice(const struct list_head *list, struct list_head *head);
void list_splice_init(struct list_head *list, struct list_head *head);
void list_splice_tail(struct list_head *list, struct list_head *head);
void list_splice_tail_init(struct list_head *list, struct list_head *head);
void list_rotate_left(struct list_head *head);
void list_sort(void *priv, struct list_head *head,
	       int (*cmp)(void *priv, const struct list_head *a, const struct list_head *b));
int list_is_last(const struct list_head *list, const struct list_head *head);
int list_is_first(const struct list_head *list, const struct list_head *head);
int list_is_singular(const struct list_head *head);
size_t list_count_nodes(struct list_head *head);
static inline int list_empty(const struct list_head *head)
{
	return READ_ONCE(head->next) == head;
}
int list_empty_careful(const struct list_head *head);

#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define list_entry_rcu(ptr, type, member) container_of(READ_ONCE(ptr), type, member)
#define list_first_entry(ptr, type, member) list_entry((ptr)->next, type, member)
#define list_last_entry(ptr, type, member)  list_entry((ptr)->prev, type, member)
#define list_next_entry(pos, member) list_entry((pos)->member.next, typeof(*(pos)), member)
#define list_prev_entry(pos, member) list_entry((pos)->member.prev, typeof(*(pos)), member)
#define list_first_entry_or_null(ptr, type, member) ({ \
	struct list_head *head__ = (ptr); \
	struct list_head *pos__ = READ_ONCE(head__->next); \
	pos__ != head__ ? list_entry(pos__, type, member) : NULL; })
#define list_first_or_null_rcu(ptr, type, member) list_first_entry_or_null(ptr, type, member)
#define list_entry_is_head(pos, head, member) (&pos->member == (head))
#define list_for_each(pos, head) for (pos = (head)->next; pos != (head); pos = pos->next)
#define list_for_each_safe(pos, n, head) \
	for (pos = (head)->next, n = pos->next; pos != (head); pos = n, n = pos->next)
#define list_for_each_prev(pos, head) for (pos = (head)->prev; pos != (head); pos = pos->prev)
#define list_for_each_entry(pos, head, member) \
	for (pos = list_first_entry(head, typeof(*pos), member); !list_entry_is_head(pos, head, member); \
	     pos = list_next_entry(pos, member))
#define list_for_each_entry_reverse(pos, head, member) \
	for (pos = list_last_entry(head, typeof(*pos), member); !list_entry_is_head(pos, head, member); \
	     pos = list_prev_entry(pos, member))
#define list_for_each_entry_safe(pos, n, head, member) \
	for (pos = list_first_entry(head, typeof(*pos), member), n = list_next_entry(pos, member); \
	     !list_entry_is_head(pos, head, member); pos = n, n = list_next_entry(n, member))
#define list_for_each_entry_safe_reverse(pos, n, head, member) \
	for (pos = list_last_entry(head, typeof(*pos), member), n = list_prev_entry(pos, member); \
	     !list_entry_is_head(pos, head, member); pos = n, n = list_prev_entry(n, member))
#define list_for_each_entry_continue(pos, head, member) \
	for (pos = list_next_entry(pos, member); !list_entry_is_head(pos, head, member); \
	     pos = list_next_entry(pos, member))
#define list_for_each_entry_from(pos, head, member) \
	for (; !list_entry_is_head(pos, head, member); pos = list_next_entry(pos, member))
#define list_for_each_entry_continue_reverse(pos, head, member) \
	for (pos = list_prev_entry(pos, member); !list_entry_is_head(pos, head, member); \
	     pos = list_prev_entry(pos, member))
#define list_for_each_entry_rcu(pos, head, member, cond...) list_for_each_entry(pos, head, member)
#define list_for_each_entry_srcu(pos, head, member, cond) list_for_each_entry(pos, head, member)

void hlist_add_head(struct hlist_node *n, struct hlist_head *h);
void hlist_add_head_rcu(struct hlist_node *n, struct hlist_head *h);
void hlist_del(struct hlist_node *n);
void hlist_del_rcu(struct hlist_node *n);
void hlist_del_init(struct hlist_node *n);
void hlist_del_init_rcu(struct hlist_node *n);
int hlist_unhashed(const struct hlist_node *h);
int hlist_empty(const struct hlist_head *h);
void INIT_HLIST_NODE(struct hlist_node *h);
#define hlist_entry(ptr, type, member) container_of(ptr, type, member)
#define hlist_entry_safe(ptr, type, member) ({ \
	typeof(ptr) ____ptr = (ptr); ____ptr ? hlist_entry(____ptr, type, member) : NULL; })
#define hlist_for_each_entry(pos, head, member) \
	for (pos = hlist_entry_safe((head)->first, typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))
#define hlist_for_each_entry_safe(pos, n, head, member) \
	for (pos = hlist_entry_safe((head)->first, typeof(*pos), member); pos && ({ n = pos->member.next; 1; }); \
	     pos = hlist_entry_safe(n, typeof(*pos), member))
#define hlist_for_each_entry_rcu(pos, head, member, cond...) hlist_for_each_entry(pos, head, member)

#define DECLARE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define DEFINE_HASHTABLE(name, bits)  struct hlist_head name[1 << (bits)]
#define HASH_SIZE(name) (sizeof(name) / sizeof((name)[0]))
u32 hash_32(u32 val, unsigned int bits);
u32 hash_64(u64 val, unsigned int bits);
u32 hash_long(u64 val, unsigned int bits);
u32 hash_ptr(const void *ptr, unsigned int bits);
void __hash_init(struct hlist_head *ht, unsigned int sz);
#define hash_min(val, bits) hash_long(val, bits)
#define hash_init(ht) __hash_init(ht, HASH_SIZE(ht))
#define hash_add(ht, node, key)     hlist_add_head(node, &ht[hash_long(key, 8) % HASH_SIZE(ht)])
#define hash_add_rcu(ht, node, key) hash_add(ht, node, key)
#define hash_del(node)     hlist_del_init(node)
#define hash_del_rcu(node) hlist_del_init_rcu(node)
#define hash_for_each(ht, bkt, obj, member) \
	for ((bkt) = 0, obj = NULL; obj == NULL && (bkt) < HASH_SIZE(ht); (bkt)++) \
		hlist_for_each_entry(obj, &ht[bkt], member)
#define hash_for_each_possible(ht, obj, member, key) \
	hlist_for_each_entry(obj, &ht[hash_long(key, 8) % HASH_SIZE(ht)], member)
#define hash_for_each_possible_rcu(ht, obj, member, key) hash_for_each_possible(ht, obj, member, key)

#endif

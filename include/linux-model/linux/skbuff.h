/* Model of linux/skbuff.h. */
#ifndef _MODEL_LINUX_SKBUFF_H
#define _MODEL_LINUX_SKBUFF_H

#include <linux/atomic.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

struct net_device;
struct sock;
struct sk_buff;
typedef unsigned char *sk_buff_data_t;
typedef u64 netdev_features_t;
struct sk_buff_head { struct sk_buff *next, *prev; __u32 qlen; spinlock_t lock; };
struct sk_buff {
	struct sk_buff *next, *prev;
	struct net_device *dev;
	struct sock *sk;
	ktime_t tstamp;
	char cb[48];
	unsigned int len, data_len;
	__u16 mac_len, hdr_len, queue_mapping;
	__u8 ip_summed : 2, pkt_type : 3, cloned : 1;
	__wsum csum;
	__u16 csum_start, csum_offset;
	__u32 priority, mark, hash;
	__be16 protocol, vlan_proto;
	__u16 vlan_tci, transport_header, network_header, mac_header;
	sk_buff_data_t tail, end;
	unsigned char *head, *data;
	unsigned int truesize;
	refcount_t users;
	void (*destructor)(struct sk_buff *skb);
};
typedef struct skb_frag { struct page *page; unsigned int len, offset; } skb_frag_t;
#define MAX_SKB_FRAGS 17
struct skb_shared_hwtstamps { ktime_t hwtstamp; };
struct skb_shared_info {
	__u8 nr_frags, tx_flags;
	unsigned short gso_size, gso_segs;
	unsigned int gso_type;
	struct sk_buff *frag_list;
	skb_frag_t frags[MAX_SKB_FRAGS];
};
#define CHECKSUM_NONE 0
#define CHECKSUM_UNNECESSARY 1
#define CHECKSUM_COMPLETE 2
#define CHECKSUM_PARTIAL 3
#define NET_IP_ALIGN 2
#define NET_SKB_PAD 64
#define SKBTX_HW_TSTAMP 1
#define SKBTX_IN_PROGRESS 4
#define SKB_DATA_ALIGN(x) ALIGN(x, 64)
#define SKB_GSO_TCPV4 1
#define SKB_GSO_TCPV6 16
struct skb_shared_info *skb_shinfo_model(const struct sk_buff *skb);
#define skb_shinfo(skb) skb_shinfo_model(skb)

struct sk_buff *alloc_skb(unsigned int size, gfp_t gfp);
struct sk_buff *__alloc_skb(unsigned int size, gfp_t gfp, int flags, int node);
struct sk_buff *build_skb(void *data, unsigned int frag_size);
struct sk_buff *napi_build_skb(void *data, unsigned int frag_size);
struct sk_buff *__netdev_alloc_skb(struct net_device *dev, unsigned int length, gfp_t gfp);
static inline struct sk_buff *netdev_alloc_skb(struct net_device *dev, unsigned int length)
{
	return __netdev_alloc_skb(dev, length, GFP_ATOMIC);
}
static inline struct sk_buff *__dev_alloc_skb(unsigned int length, gfp_t gfp)
{
	return __netdev_alloc_skb(NULL, length, gfp);
}
static inline struct sk_buff *dev_alloc_skb(unsigned int length)
{
	return netdev_alloc_skb(NULL, length);
}
struct sk_buff *__netdev_alloc_skb_ip_align(struct net_device *dev, unsigned int length, gfp_t gfp);
struct sk_buff *netdev_alloc_skb_ip_align(struct net_device *dev, unsigned int length);
void *netdev_alloc_frag(unsigned int fragsz);
void *napi_alloc_frag(unsigned int fragsz);
void skb_free_frag(void *addr);
struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t gfp);
struct sk_buff *skb_copy(const struct sk_buff *skb, gfp_t gfp);
struct sk_buff *pskb_copy(struct sk_buff *skb, gfp_t gfp);
struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int headroom, int tailroom, gfp_t gfp);
struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom);
struct sk_buff *skb_share_check(struct sk_buff *skb, gfp_t gfp);
struct sk_buff *skb_unshare(struct sk_buff *skb, gfp_t gfp);
int pskb_expand_head(struct sk_buff *skb, int nhead, int ntail, gfp_t gfp);
void kfree_skb(struct sk_buff *skb);
void consume_skb(struct sk_buff *skb);
void __kfree_skb(struct sk_buff *skb);
void kfree_skb_list(struct sk_buff *segs);
void dev_kfree_skb_any(struct sk_buff *skb);
void dev_kfree_skb_irq(struct sk_buff *skb);
void dev_consume_skb_any(struct sk_buff *skb);
void dev_consume_skb_irq(struct sk_buff *skb);
void napi_consume_skb(struct sk_buff *skb, int budget);
#define dev_kfree_skb(a) consume_skb(a)
struct sk_buff *skb_get(struct sk_buff *skb);
void *skb_put(struct sk_buff *skb, unsigned int len);
void *skb_put_zero(struct sk_buff *skb, unsigned int len);
void *skb_put_data(struct sk_buff *skb, const void *data, unsigned int len);
void skb_put_u8(struct sk_buff *skb, u8 val);
void *__skb_put(struct sk_buff *skb, unsigned int len);
void *skb_push(struct sk_buff *skb, unsigned int len);
void *__skb_push(struct sk_buff *skb, unsigned int len);
void *skb_pull(struct sk_buff *skb, unsigned int len);
void *__skb_pull(struct sk_buff *skb, unsigned int len);
void skb_trim(struct sk_buff *skb, unsigned int len);
void skb_reserve(struct sk_buff *skb, int len);
int skb_pad(struct sk_buff *skb, int pad);
int skb_padto(struct sk_buff *skb, unsigned int len);
int skb_put_padto(struct sk_buff *skb, unsigned int len);
int eth_skb_pad(struct sk_buff *skb);
int skb_linearize(struct sk_buff *skb);
bool skb_is_nonlinear(const struct sk_buff *skb);
bool skb_is_gso(const struct sk_buff *skb);
int skb_cow_head(struct sk_buff *skb, unsigned int headroom);
bool pskb_may_pull(struct sk_buff *skb, unsigned int len);
unsigned int skb_headlen(const struct sk_buff *skb);
unsigned int skb_headroom(const struct sk_buff *skb);
int skb_tailroom(const struct sk_buff *skb);
int skb_cloned(const struct sk_buff *skb);
int skb_shared(const struct sk_buff *skb);
unsigned char *skb_tail_pointer(const struct sk_buff *skb);
void skb_reset_tail_pointer(struct sk_buff *skb);
void skb_reset_mac_header(struct sk_buff *skb);
void skb_reset_network_header(struct sk_buff *skb);
void skb_set_network_header(struct sk_buff *skb, int offset);
unsigned char *skb_mac_header(const struct sk_buff *skb);
unsigned char *skb_network_header(const struct sk_buff *skb);
unsigned char *skb_transport_header(const struct sk_buff *skb);
int skb_network_offset(const struct sk_buff *skb);
int skb_transport_offset(const struct sk_buff *skb);
int skb_checksum_start_offset(const struct sk_buff *skb);
void skb_checksum_none_assert(const struct sk_buff *skb);
int skb_checksum_help(struct sk_buff *skb);
void skb_copy_from_linear_data(const struct sk_buff *skb, void *to, unsigned int len);
void skb_copy_to_linear_data(struct sk_buff *skb, const void *from, unsigned int len);
int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int len);
void skb_tx_timestamp(struct sk_buff *skb);
void skb_tstamp_tx(struct sk_buff *skb, struct skb_shared_hwtstamps *hwtstamps);
struct skb_shared_hwtstamps *skb_hwtstamps(struct sk_buff *skb);
u16 skb_get_queue_mapping(const struct sk_buff *skb);
void skb_set_queue_mapping(struct sk_buff *skb, u16 mapping);
void skb_record_rx_queue(struct sk_buff *skb, u16 queue);
void skb_add_rx_frag(struct sk_buff *skb, int i, struct page *page, int off, int size, unsigned int truesize);
unsigned int skb_frag_size(const skb_frag_t *frag);
struct page *skb_frag_page(const skb_frag_t *frag);
void *skb_frag_address(const skb_frag_t *frag);
struct device;
dma_addr_t model_skb_frag_dma_map(struct device *dev, const skb_frag_t *frag, size_t offset, size_t size, int dir);
#define skb_frag_dma_map(dev, frag, off, size, dir) model_skb_frag_dma_map(dev, frag, off, size, dir)
int skb_to_sgvec(struct sk_buff *skb, void *sg, int offset, int len);

void skb_queue_head_init(struct sk_buff_head *list);
void __skb_queue_head_init(struct sk_buff_head *list);
void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *newsk);
void skb_queue_head(struct sk_buff_head *list, struct sk_buff *newsk);
void __skb_queue_tail(struct sk_buff_head *list, struct sk_buff *newsk);
void __skb_queue_head(struct sk_buff_head *list, struct sk_buff *newsk);
struct sk_buff *skb_dequeue(struct sk_buff_head *list);
struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list);
struct sk_buff *__skb_dequeue(struct sk_buff_head *list);
struct sk_buff *skb_peek(const struct sk_buff_head *list);
void skb_queue_purge(struct sk_buff_head *list);
void __skb_queue_purge(struct sk_buff_head *list);
void skb_unlink(struct sk_buff *skb, struct sk_buff_head *list);
void __skb_unlink(struct sk_buff *skb, struct sk_buff_head *list);
void skb_queue_splice_init(struct sk_buff_head *list, struct sk_buff_head *head);
void skb_queue_splice_tail_init(struct sk_buff_head *list, struct sk_buff_head *head);
int skb_queue_empty(const struct sk_buff_head *list);
__u32 skb_queue_len(const struct sk_buff_head *list);
#define skb_queue_walk(queue, skb) \
	for (skb = (queue)->next; skb != (struct sk_buff *)(queue); skb = skb->next)
#define skb_queue_walk_safe(queue, skb, tmp) \
	for (skb = (queue)->next, tmp = skb->next; skb != (struct sk_buff *)(queue); skb = tmp, tmp = skb->next)

#endif

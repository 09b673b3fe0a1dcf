/* Model of linux/netdevice.h, etherdevice.h, ethtool.h and the small headers beside them. */
#ifndef _MODEL_LINUX_NETDEVICE_H
#define _MODEL_LINUX_NETDEVICE_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/u64_stats_sync.h>
#include <linux/workqueue.h>

#define ETH_ALEN 6
#define ETH_HLEN 14
#define ETH_ZLEN 60
#define ETH_DATA_LEN 1500
#define ETH_FRAME_LEN 1514
#define ETH_FCS_LEN 4
#define ETH_MIN_MTU 68
#define ETH_MAX_MTU 0xffff
#define ETH_GSTRING_LEN 32
#define ETH_P_IP 0x0800
#define ETH_P_ARP 0x0806
#define ETH_P_8021Q 0x8100
#define ETH_P_8021AD 0x88A8
#define ETH_P_IPV6 0x86DD
#define ETH_P_ALL 3
#define VLAN_HLEN 4
#define VLAN_ETH_HLEN 18
#define VLAN_ETH_FRAME_LEN 1518
#define VLAN_VID_MASK 0x0fff
#define VLAN_N_VID 4096
#define IFNAMSIZ 16
#define MAX_ADDR_LEN 32
#define IFF_UP 1
#define IFF_BROADCAST 2
#define IFF_LOOPBACK 8
#define IFF_POINTOPOINT 0x10
#define IFF_NOARP 0x80
#define IFF_PROMISC 0x100
#define IFF_ALLMULTI 0x200
#define IFF_MULTICAST 0x1000
#define IFF_UNICAST_FLT 0x20000
#define IFF_LIVE_ADDR_CHANGE 0x100000
#define NETIF_F_SG (1ULL << 0)
#define NETIF_F_IP_CSUM (1ULL << 1)
#define NETIF_F_HW_CSUM (1ULL << 3)
#define NETIF_F_IPV6_CSUM (1ULL << 4)
#define NETIF_F_HIGHDMA (1ULL << 5)
#define NETIF_F_HW_VLAN_CTAG_TX (1ULL << 7)
#define NETIF_F_HW_VLAN_CTAG_RX (1ULL << 8)
#define NETIF_F_HW_VLAN_CTAG_FILTER (1ULL << 9)
#define NETIF_F_GSO (1ULL << 11)
#define NETIF_F_GRO (1ULL << 14)
#define NETIF_F_TSO (1ULL << 16)
#define NETIF_F_TSO6 (1ULL << 20)
#define NETIF_F_RXHASH (1ULL << 29)
#define NETIF_F_RXCSUM (1ULL << 30)
#define NETIF_F_RXFCS (1ULL << 31)
#define NETIF_F_RXALL (1ULL << 32)
#define NETIF_F_LOOPBACK (1ULL << 33)
#define NETIF_MSG_DRV 1
#define NETIF_MSG_PROBE 2
#define NETIF_MSG_LINK 4
#define NAPI_POLL_WEIGHT 64
#define NETDEV_UP 1
#define NETDEV_DOWN 2
#define NETDEV_CHANGE 4
#define NETDEV_REGISTER 5
#define NETDEV_UNREGISTER 6
#define NET_RX_SUCCESS 0
#define NET_RX_DROP 1
#define NET_XMIT_SUCCESS 0
#define NET_XMIT_DROP 1
#define ARPHRD_ETHER 1
#define ARPHRD_NONE 0xFFFE
#define NET_NAME_UNKNOWN 0
#define SIOCGMIIPHY 0x8947
#define SIOCGMIIREG 0x8948
#define SIOCSMIIREG 0x8949

enum netdev_tx { NETDEV_TX_OK = 0x00, NETDEV_TX_BUSY = 0x10 };
typedef enum netdev_tx netdev_tx_t;
struct net_device;
struct napi_struct;
struct ethtool_ops;
struct phy_device;
struct netdev_hw_addr { struct list_head list; unsigned char addr[MAX_ADDR_LEN]; };
struct netdev_hw_addr_list { struct list_head list; int count; };
struct net_device_stats {
	unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast,
		collisions, rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
		tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors;
};
struct rtnl_link_stats64 {
	__u64 rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast, collisions,
		rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors,
		tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors;
};
struct pcpu_sw_netstats { u64_stats_t rx_packets, rx_bytes, tx_packets, tx_bytes; struct u64_stats_sync syncp; };
struct sockaddr { unsigned short sa_family; char sa_data[14]; };
struct ifreq { char ifr_name[IFNAMSIZ]; void __user *ifr_data; };
struct mii_ioctl_data { __u16 phy_id, reg_num, val_in, val_out; };
struct net { int ifindex; };
extern struct net init_net;
struct netdev_queue { struct net_device *dev; spinlock_t _xmit_lock; unsigned long trans_start, state; };
struct napi_struct {
	struct list_head poll_list;
	unsigned long state;
	int weight;
	int (*poll)(struct napi_struct *napi, int budget);
	struct net_device *dev;
};
struct header_ops { int (*create)(struct sk_buff *skb, struct net_device *dev, unsigned short type, const void *daddr, const void *saddr, unsigned int len); };
enum tc_setup_type { TC_SETUP_BLOCK, TC_SETUP_QDISC_MQPRIO };
struct netdev_bpf; struct xdp_frame; struct netlink_ext_ack; struct neigh_parms; struct ifla_vf_info; struct nlattr; struct ndmsg;
struct net_device_ops {
	int (*ndo_init)(struct net_device *dev);
	void (*ndo_uninit)(struct net_device *dev);
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	netdev_features_t (*ndo_features_check)(struct sk_buff *skb, struct net_device *dev, netdev_features_t features);
	u16 (*ndo_select_queue)(struct net_device *dev, struct sk_buff *skb, struct net_device *sb_dev);
	void (*ndo_change_rx_flags)(struct net_device *dev, int flags);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_validate_addr)(struct net_device *dev);
	int (*ndo_do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_eth_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_siocdevprivate)(struct net_device *dev, struct ifreq *ifr, void __user *data, int cmd);
	int (*ndo_change_mtu)(struct net_device *dev, int new_mtu);
	void (*ndo_tx_timeout)(struct net_device *dev, unsigned int txqueue);
	void (*ndo_get_stats64)(struct net_device *dev, struct rtnl_link_stats64 *storage);
	struct net_device_stats *(*ndo_get_stats)(struct net_device *dev);
	int (*ndo_vlan_rx_add_vid)(struct net_device *dev, __be16 proto, u16 vid);
	int (*ndo_vlan_rx_kill_vid)(struct net_device *dev, __be16 proto, u16 vid);
	void (*ndo_poll_controller)(struct net_device *dev);
	int (*ndo_set_vf_mac)(struct net_device *dev, int queue, u8 *mac);
	int (*ndo_get_vf_config)(struct net_device *dev, int vf, struct ifla_vf_info *ivf);
	int (*ndo_setup_tc)(struct net_device *dev, enum tc_setup_type type, void *type_data);
	netdev_features_t (*ndo_fix_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_set_features)(struct net_device *dev, netdev_features_t features);
	int (*ndo_bpf)(struct net_device *dev, struct netdev_bpf *bpf);
	int (*ndo_xdp_xmit)(struct net_device *dev, int n, struct xdp_frame **xdp, u32 flags);
};
struct net_device {
	char name[IFNAMSIZ];
	unsigned long mem_end, mem_start, base_addr, state;
	struct list_head napi_list;
	unsigned int flags;
	u64 priv_flags;
	const struct net_device_ops *netdev_ops;
	const struct ethtool_ops *ethtool_ops;
	const struct header_ops *header_ops;
	int ifindex, irq;
	netdev_features_t features, hw_features, wanted_features, vlan_features, hw_enc_features;
	struct net_device_stats stats;
	unsigned int mtu, min_mtu, max_mtu;
	unsigned short type, hard_header_len, needed_headroom, needed_tailroom;
	unsigned char addr_len, addr_assign_type, if_port, dma;
	const unsigned char *dev_addr;
	unsigned char perm_addr[MAX_ADDR_LEN], broadcast[MAX_ADDR_LEN];
	struct netdev_hw_addr_list uc, mc;
	unsigned int num_tx_queues, real_num_tx_queues, num_rx_queues, real_num_rx_queues;
	struct netdev_queue *_tx;
	spinlock_t tx_global_lock, addr_list_lock;
	unsigned long tx_queue_len;
	int watchdog_timeo;
	struct pcpu_sw_netstats __percpu *tstats;
	bool needs_free_netdev;
	void (*priv_destructor)(struct net_device *dev);
	struct device dev;
	struct phy_device *phydev;
	const struct attribute_group *sysfs_groups[4];
	unsigned short dev_id, dev_port;
	int reg_state;
};
#define NETREG_REGISTERED 1
struct net_device *alloc_etherdev_mqs(int sizeof_priv, unsigned int txqs, unsigned int rxqs);
struct net_device *devm_alloc_etherdev_mqs(struct device *dev, int sizeof_priv, unsigned int txqs, unsigned int rxqs);
struct net_device *alloc_netdev_mqs(int sizeof_priv, const char *name, unsigned char assign,
				    void (*setup)(struct net_device *), unsigned int txqs, unsigned int rxqs);
#define alloc_etherdev(size)              alloc_etherdev_mqs(size, 1, 1)
#define alloc_etherdev_mq(size, count)    alloc_etherdev_mqs(size, count, count)
#define devm_alloc_etherdev(dev, size)    devm_alloc_etherdev_mqs(dev, size, 1, 1)
#define alloc_netdev(size, name, assign, setup) alloc_netdev_mqs(size, name, assign, setup, 1, 1)
void free_netdev(struct net_device *dev);
int register_netdev(struct net_device *dev);
int devm_register_netdev(struct device *dev, struct net_device *ndev);
void unregister_netdev(struct net_device *dev);
int register_netdevice(struct net_device *dev);
void unregister_netdevice(struct net_device *dev);
void *netdev_priv(const struct net_device *dev);
#define SET_NETDEV_DEV(net, pdev) ((net)->dev.parent = (pdev))
#define to_net_dev(d) container_of(d, struct net_device, dev)
void ether_setup(struct net_device *dev);
void netif_napi_add(struct net_device *dev, struct napi_struct *napi, int (*poll)(struct napi_struct *, int));
void netif_napi_add_weight(struct net_device *dev, struct napi_struct *napi, int (*poll)(struct napi_struct *, int), int weight);
void netif_napi_add_tx(struct net_device *dev, struct napi_struct *napi, int (*poll)(struct napi_struct *, int));
void netif_napi_del(struct napi_struct *napi);
void napi_enable(struct napi_struct *napi);
void napi_disable(struct napi_struct *napi);
void napi_synchronize(const struct napi_struct *napi);
void napi_schedule(struct napi_struct *napi);
void napi_schedule_irqoff(struct napi_struct *napi);
bool napi_schedule_prep(struct napi_struct *napi);
void __napi_schedule(struct napi_struct *napi);
void __napi_schedule_irqoff(struct napi_struct *napi);
bool napi_complete_done(struct napi_struct *napi, int work_done);
bool napi_complete(struct napi_struct *napi);
struct sk_buff *napi_alloc_skb(struct napi_struct *napi, unsigned int length);
struct sk_buff *napi_get_frags(struct napi_struct *napi);
int napi_gro_receive(struct napi_struct *napi, struct sk_buff *skb);
int napi_gro_frags(struct napi_struct *napi);
int netif_rx(struct sk_buff *skb);
int netif_receive_skb(struct sk_buff *skb);
void netif_receive_skb_list(struct list_head *head);
int dev_queue_xmit(struct sk_buff *skb);
void netif_start_queue(struct net_device *dev);
void netif_stop_queue(struct net_device *dev);
void netif_wake_queue(struct net_device *dev);
bool netif_queue_stopped(const struct net_device *dev);
void netif_tx_start_all_queues(struct net_device *dev);
void netif_tx_stop_all_queues(struct net_device *dev);
void netif_tx_wake_all_queues(struct net_device *dev);
void netif_tx_disable(struct net_device *dev);
void netif_tx_start_queue(struct netdev_queue *q);
void netif_tx_stop_queue(struct netdev_queue *q);
void netif_tx_wake_queue(struct netdev_queue *q);
bool netif_tx_queue_stopped(const struct netdev_queue *q);
bool netif_xmit_stopped(const struct netdev_queue *q);
void netif_stop_subqueue(struct net_device *dev, u16 queue);
void netif_wake_subqueue(struct net_device *dev, u16 queue);
bool __netif_subqueue_stopped(const struct net_device *dev, u16 queue);
struct netdev_queue *netdev_get_tx_queue(const struct net_device *dev, unsigned int index);
void __netif_tx_lock(struct netdev_queue *q, int cpu);
void __netif_tx_lock_bh(struct netdev_queue *q);
bool __netif_tx_trylock(struct netdev_queue *q);
void __netif_tx_unlock(struct netdev_queue *q);
void __netif_tx_unlock_bh(struct netdev_queue *q);
void netif_tx_lock(struct net_device *dev);
void netif_tx_lock_bh(struct net_device *dev);
void netif_tx_unlock(struct net_device *dev);
void netif_tx_unlock_bh(struct net_device *dev);
static inline void netif_addr_lock_bh(struct net_device *dev)
{
	spin_lock_bh(&dev->addr_list_lock);
}
static inline void netif_addr_unlock_bh(struct net_device *dev)
{
	spin_unlock_bh(&dev->addr_list_lock);
}
void netif_trans_update(struct net_device *dev);
void netif_carrier_on(struct net_device *dev);
void netif_carrier_off(struct net_device *dev);
bool netif_carrier_ok(const struct net_device *dev);
bool netif_running(const struct net_device *dev);
bool netif_device_present(const struct net_device *dev);
void netif_device_attach(struct net_device *dev);
void netif_device_detach(struct net_device *dev);
bool netif_msg_model(u32 level);
#define netif_msg_link(p) netif_msg_model((p)->msg_enable & NETIF_MSG_LINK)
#define netif_msg_init(v, bits) ((v) < 0 ? (u32)(bits) : (u32)(v))
int netif_set_real_num_tx_queues(struct net_device *dev, unsigned int txq);
int netif_set_real_num_rx_queues(struct net_device *dev, unsigned int rxq);
void netdev_tx_sent_queue(struct netdev_queue *q, unsigned int bytes);
void netdev_tx_completed_queue(struct netdev_queue *q, unsigned int pkts, unsigned int bytes);
void netdev_tx_reset_queue(struct netdev_queue *q);
void netdev_sent_queue(struct net_device *dev, unsigned int bytes);
void netdev_completed_queue(struct net_device *dev, unsigned int pkts, unsigned int bytes);
void netdev_reset_queue(struct net_device *dev);
bool netdev_xmit_more(void);
void netdev_update_features(struct net_device *dev);
void netdev_rss_key_fill(void *buf, size_t len);
int netdev_mc_count_model(const struct net_device *dev);
#define netdev_mc_count(dev) ((dev)->mc.count)
#define netdev_uc_count(dev) ((dev)->uc.count)
#define netdev_mc_empty(dev) (netdev_mc_count(dev) == 0)
#define netdev_for_each_mc_addr(ha, dev) list_for_each_entry(ha, &(dev)->mc.list, list)
#define netdev_for_each_uc_addr(ha, dev) list_for_each_entry(ha, &(dev)->uc.list, list)
struct net *dev_net(const struct net_device *dev);
struct net_device *dev_get_by_name(struct net *net, const char *name);
struct net_device *dev_get_by_index(struct net *net, int ifindex);
void dev_hold(struct net_device *dev);
void dev_put(struct net_device *dev);
int dev_open(struct net_device *dev, struct netlink_ext_ack *extack);
void dev_close(struct net_device *dev);
void dev_addr_set(struct net_device *dev, const u8 *addr);
void dev_get_tstats64(struct net_device *dev, struct rtnl_link_stats64 *s);
void dev_sw_netstats_rx_add(struct net_device *dev, unsigned int len);
void dev_sw_netstats_tx_add(struct net_device *dev, unsigned int packets, unsigned int len);
#define netdev_alloc_pcpu_stats(type) alloc_percpu(type)
int register_netdevice_notifier(struct notifier_block *nb);
int unregister_netdevice_notifier(struct notifier_block *nb);
struct net_device *netdev_notifier_info_to_dev(const void *info);
void rtnl_lock(void);
int rtnl_trylock(void);
void rtnl_unlock(void);
int rtnl_is_locked(void);
#define ASSERT_RTNL() WARN_ON(!rtnl_is_locked())
#define rtnl_dereference(p) (p)
bool netdev_registered(const struct net_device *dev);
const char *netdev_name(const struct net_device *dev);
int net_ratelimit(void);
void netdev_emerg(const struct net_device *dev, const char *fmt, ...);
void netdev_alert(const struct net_device *dev, const char *fmt, ...);
void netdev_crit(const struct net_device *dev, const char *fmt, ...);
void netdev_err(const struct net_device *dev, const char *fmt, ...);
void netdev_warn(const struct net_device *dev, const char *fmt, ...);
void netdev_notice(const struct net_device *dev, const char *fmt, ...);
void netdev_info(const struct net_device *dev, const char *fmt, ...);
void netdev_dbg(const struct net_device *dev, const char *fmt, ...);
#define netdev_warn_once(dev, fmt, ...) netdev_warn(dev, fmt, ##__VA_ARGS__)
#define netif_err(priv, type, dev, fmt, args...)  netdev_err(dev, fmt, ##args)
#define netif_warn(priv, type, dev, fmt, args...) netdev_warn(dev, fmt, ##args)
#define netif_info(priv, type, dev, fmt, args...) netdev_info(dev, fmt, ##args)
#define netif_dbg(priv, type, dev, fmt, args...)  netdev_dbg(dev, fmt, ##args)

struct ethhdr { unsigned char h_dest[ETH_ALEN], h_source[ETH_ALEN]; __be16 h_proto; } __packed;
struct vlan_hdr { __be16 h_vlan_TCI, h_vlan_encapsulated_proto; };
struct vlan_ethhdr { unsigned char h_dest[ETH_ALEN], h_source[ETH_ALEN]; __be16 h_vlan_proto, h_vlan_TCI, h_vlan_encapsulated_proto; };
struct iphdr { __u8 ihl : 4, version : 4, tos; __be16 tot_len, id, frag_off; __u8 ttl, protocol; __sum16 check; __be32 saddr, daddr; };
struct ipv6hdr { __u8 priority : 4, version : 4, flow_lbl[3]; __be16 payload_len; __u8 nexthdr, hop_limit; };
struct tcphdr { __be16 source, dest; __be32 seq, ack_seq; __u16 doff : 4; __be16 window; __sum16 check; };
struct udphdr { __be16 source, dest, len; __sum16 check; };
#define IPPROTO_ICMP 1
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17
struct ethhdr *eth_hdr(const struct sk_buff *skb);
struct iphdr *ip_hdr(const struct sk_buff *skb);
struct ipv6hdr *ipv6_hdr(const struct sk_buff *skb);
struct tcphdr *tcp_hdr(const struct sk_buff *skb);
struct udphdr *udp_hdr(const struct sk_buff *skb);
unsigned int tcp_hdrlen(const struct sk_buff *skb);
__sum16 csum_tcpudp_magic(__be32 s, __be32 d, __u32 len, __u8 proto, __wsum sum);
__sum16 ip_fast_csum(const void *iph, unsigned int ihl);
u32 crc32_le(u32 crc, const unsigned char *p, size_t len);
u32 crc32_be(u32 crc, const unsigned char *p, size_t len);
u32 ether_crc(int length, const unsigned char *data);
u32 ether_crc_le(int length, const unsigned char *data);
__be16 eth_type_trans(struct sk_buff *skb, struct net_device *dev);
int eth_validate_addr(struct net_device *dev);
int eth_mac_addr(struct net_device *dev, void *p);
int eth_prepare_mac_addr_change(struct net_device *dev, void *p);
void eth_commit_mac_addr_change(struct net_device *dev, void *p);
void eth_hw_addr_random(struct net_device *dev);
void eth_hw_addr_set(struct net_device *dev, const u8 *addr);
void eth_random_addr(u8 *addr);
void eth_broadcast_addr(u8 *addr);
void eth_zero_addr(u8 *addr);
bool is_valid_ether_addr(const u8 *addr);
bool is_zero_ether_addr(const u8 *addr);
bool is_multicast_ether_addr(const u8 *addr);
bool is_broadcast_ether_addr(const u8 *addr);
bool ether_addr_equal(const u8 *a, const u8 *b);
void ether_addr_copy(u8 *to, const u8 *from);
int platform_get_ethdev_address(struct device *dev, struct net_device *netdev);
int of_get_ethdev_address(struct device_node *np, struct net_device *dev);
bool skb_vlan_tag_present_model(const struct sk_buff *skb);
#define skb_vlan_tag_present(skb) skb_vlan_tag_present_model(skb)
#define skb_vlan_tag_get(skb) ((skb)->vlan_tci)
void __vlan_hwaccel_put_tag(struct sk_buff *skb, __be16 proto, u16 tci);
__be16 vlan_get_protocol(const struct sk_buff *skb);

#define SPEED_10 10
#define SPEED_100 100
#define SPEED_1000 1000
#define SPEED_2500 2500
#define SPEED_10000 10000
#define SPEED_UNKNOWN (-1)
#define DUPLEX_HALF 0
#define DUPLEX_FULL 1
#define DUPLEX_UNKNOWN 0xff
#define AUTONEG_DISABLE 0
#define AUTONEG_ENABLE 1
#define ETH_SS_STATS 1
#define ETH_SS_TEST 0
#define WAKE_UCAST 2
#define WAKE_MCAST 4
#define WAKE_BCAST 8
#define WAKE_ARP 0x10
#define WAKE_MAGIC 0x20
#define WAKE_PHY 1
struct ethtool_drvinfo { char driver[32], version[32], fw_version[32], bus_info[32]; __u32 n_stats, regdump_len; };
struct ethtool_wolinfo { __u32 supported, wolopts; };
struct ethtool_regs { __u32 version, len; };
struct ethtool_eeprom { __u32 magic, offset, len; };
struct ethtool_coalesce { __u32 rx_coalesce_usecs, rx_max_coalesced_frames, tx_coalesce_usecs, tx_max_coalesced_frames; };
struct ethtool_ringparam { __u32 rx_max_pending, tx_max_pending, rx_pending, tx_pending; };
struct ethtool_pauseparam { __u32 autoneg, rx_pause, tx_pause; };
struct ethtool_stats { __u32 n_stats; };
struct ethtool_test { __u32 flags, len; };
struct ethtool_ts_info { __u32 so_timestamping; int phc_index; __u32 tx_types, rx_filters; };
struct ethtool_eee { __u32 supported, advertised, lp_advertised, eee_active, eee_enabled, tx_lpi_enabled, tx_lpi_timer; };
struct ethtool_link_ksettings {
	struct { __u32 speed; __u8 duplex, port, phy_address, autoneg; } base;
	struct { unsigned long supported[2], advertising[2], lp_advertising[2]; } link_modes;
};
struct ethtool_ops {
	u32 supported_coalesce_params;
	void (*get_drvinfo)(struct net_device *dev, struct ethtool_drvinfo *info);
	int (*get_regs_len)(struct net_device *dev);
	void (*get_regs)(struct net_device *dev, struct ethtool_regs *regs, void *p);
	void (*get_wol)(struct net_device *dev, struct ethtool_wolinfo *wol);
	int (*set_wol)(struct net_device *dev, struct ethtool_wolinfo *wol);
	u32 (*get_msglevel)(struct net_device *dev);
	void (*set_msglevel)(struct net_device *dev, u32 level);
	int (*nway_reset)(struct net_device *dev);
	u32 (*get_link)(struct net_device *dev);
	int (*get_eeprom_len)(struct net_device *dev);
	int (*get_eeprom)(struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data);
	int (*set_eeprom)(struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data);
	void (*get_ringparam)(struct net_device *dev, struct ethtool_ringparam *ring, void *kernel_ring, struct netlink_ext_ack *extack);
	int (*set_ringparam)(struct net_device *dev, struct ethtool_ringparam *ring, void *kernel_ring, struct netlink_ext_ack *extack);
	void (*get_pauseparam)(struct net_device *dev, struct ethtool_pauseparam *pause);
	int (*set_pauseparam)(struct net_device *dev, struct ethtool_pauseparam *pause);
	void (*self_test)(struct net_device *dev, struct ethtool_test *test, u64 *data);
	void (*get_strings)(struct net_device *dev, u32 stringset, u8 *data);
	void (*get_ethtool_stats)(struct net_device *dev, struct ethtool_stats *stats, u64 *data);
	int (*get_sset_count)(struct net_device *dev, int sset);
	int (*get_link_ksettings)(struct net_device *dev, struct ethtool_link_ksettings *cmd);
	int (*set_link_ksettings)(struct net_device *dev, const struct ethtool_link_ksettings *cmd);
};
u32 ethtool_op_get_link(struct net_device *dev);
int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *info);
void ethtool_puts(u8 **data, const char *str);
void ethtool_sprintf(u8 **data, const char *fmt, ...);

#endif

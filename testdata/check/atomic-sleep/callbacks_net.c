/* Operations of network devices, protocols and wireless drivers: which of them may sleep. */
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/netfilter.h>
#include <net/ax25.h>
#include <net/mac80211.h>

struct nic {
	struct mutex lock;
	u64 packets;
};

static void nic_settle(struct nic *nic)
{
	mutex_lock(&nic->lock); // expect: atomic-sleep {{ndo_tx_timeout}} chain=nic_tx_timeout>nic_settle
	nic->packets = 0;
	mutex_unlock(&nic->lock);
}

static void nic_tx_timeout(struct net_device *dev, unsigned int txqueue)
{
	nic_settle(netdev_priv(dev));
}

static void nic_set_rx_mode(struct net_device *dev)
{
	struct nic *nic = netdev_priv(dev);

	mutex_lock(&nic->lock); // expect: atomic-sleep {{netif_addr_lock}}
	mutex_unlock(&nic->lock);
}

static void nic_get_stats64(struct net_device *dev, struct rtnl_link_stats64 *stats)
{
	struct nic *nic = netdev_priv(dev);

	mutex_lock(&nic->lock); // expect: atomic-sleep {{statistics function}}
	mutex_unlock(&nic->lock);
}

static void nic_poll_controller(struct net_device *dev)
{
	msleep(1); // expect: atomic-sleep {{netpoll}}
}

static int nic_open(struct net_device *dev)
{
	struct nic *nic = netdev_priv(dev);

	mutex_lock(&nic->lock);
	mutex_unlock(&nic->lock);
	return 0;
}

static int nic_ioctl(struct net_device *dev, struct ifreq *ifr, int cmd)
{
	msleep(1);
	return 0;
}

static const struct net_device_ops nic_ops = {
	.ndo_open = nic_open,
	.ndo_eth_ioctl = nic_ioctl,
	.ndo_tx_timeout = nic_tx_timeout,
	.ndo_set_rx_mode = nic_set_rx_mode,
	.ndo_get_stats64 = nic_get_stats64,
	.ndo_poll_controller = nic_poll_controller,
};

static void nic_get_drvinfo(struct net_device *dev, struct ethtool_drvinfo *info)
{
	struct nic *nic = netdev_priv(dev);

	mutex_lock(&nic->lock);
	mutex_unlock(&nic->lock);
}

static const struct ethtool_ops nic_ethtool = {
	.get_drvinfo = nic_get_drvinfo,
};

void nic_setup(struct net_device *dev)
{
	dev->netdev_ops = &nic_ops;
	dev->ethtool_ops = &nic_ethtool;
}

static int frame_received(struct sk_buff *skb, ax25_cb *ax25)
{
	void *route = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{protocol handler}}

	kfree(route);
	return 0;
}

static struct ax25_protocol frame_protocol = {
	.pid = 0xcf,
	.func = frame_received,
};

static unsigned int packet_seen(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	msleep(1); // expect: atomic-sleep {{netfilter hook}}
	return NF_ACCEPT;
}

static const struct nf_hook_ops packet_hook = {
	.hook = packet_seen,
};

int protocols_init(struct net *net)
{
	ax25_register_pid(&frame_protocol);
	return nf_register_net_hook(net, &packet_hook);
}

static void radio_tx(struct ieee80211_hw *hw, struct ieee80211_tx_control *control, struct sk_buff *skb)
{
	msleep(1); // expect: atomic-sleep {{mac80211 operation}}
}

static void radio_wake_tx_queue(struct ieee80211_hw *hw, struct ieee80211_txq *txq)
{
	msleep(1); // expect: atomic-sleep {{wake_tx_queue}}
}

static void radio_configure_filter(struct ieee80211_hw *hw, unsigned int changed, unsigned int *total, u64 multicast)
{
	msleep(1);
}

static const struct ieee80211_ops radio_ops = {
	.tx = radio_tx,
	.wake_tx_queue = radio_wake_tx_queue,
	.configure_filter = radio_configure_filter,
};

static void radio_each(void *data, u8 *mac, struct ieee80211_vif *vif)
{
	msleep(1); // expect: atomic-sleep {{iterator}}
}

static void radio_each_slowly(void *data, u8 *mac, struct ieee80211_vif *vif)
{
	msleep(1);
}

struct ieee80211_hw *radio_probe(void)
{
	struct ieee80211_hw *hw = ieee80211_alloc_hw(0, &radio_ops);

	ieee80211_iterate_active_interfaces_atomic(hw, 0, radio_each, NULL);
	ieee80211_iterate_active_interfaces(hw, 0, radio_each_slowly, NULL);
	return hw;
}

/* Model of net/mac80211.h: most operations may sleep; those that the transmit and receive paths call may not. */
#ifndef _MODEL_NET_MAC80211_H
#define _MODEL_NET_MAC80211_H

#include <linux/netdevice.h>

struct wiphy;
struct ieee80211_sta { u8 addr[6]; u8 drv_priv[]; };
struct ieee80211_vif { int type; u8 addr[6]; u8 drv_priv[]; };
struct ieee80211_txq { struct ieee80211_vif *vif; struct ieee80211_sta *sta; u8 drv_priv[]; };
struct ieee80211_tx_control { struct ieee80211_sta *sta; };
struct ieee80211_hw { struct wiphy *wiphy; void *priv; unsigned int queues; };
enum sta_notify_cmd { STA_NOTIFY_SLEEP, STA_NOTIFY_AWAKE };
struct ieee80211_ops {
	void (*tx)(struct ieee80211_hw *hw, struct ieee80211_tx_control *control, struct sk_buff *skb);
	int (*start)(struct ieee80211_hw *hw);
	void (*stop)(struct ieee80211_hw *hw, bool suspend);
	void (*configure_filter)(struct ieee80211_hw *hw, unsigned int changed, unsigned int *total, u64 multicast);
	int (*set_tim)(struct ieee80211_hw *hw, struct ieee80211_sta *sta, bool set);
	void (*sta_notify)(struct ieee80211_hw *hw, struct ieee80211_vif *vif, enum sta_notify_cmd cmd, struct ieee80211_sta *sta);
	void (*wake_tx_queue)(struct ieee80211_hw *hw, struct ieee80211_txq *txq);
};
struct ieee80211_hw *ieee80211_alloc_hw(size_t priv_size, const struct ieee80211_ops *ops);
int ieee80211_register_hw(struct ieee80211_hw *hw);
void ieee80211_iterate_active_interfaces_atomic(struct ieee80211_hw *hw, u32 flags,
						void (*iterator)(void *data, u8 *mac, struct ieee80211_vif *vif), void *data);
void ieee80211_iterate_active_interfaces(struct ieee80211_hw *hw, u32 flags,
					 void (*iterator)(void *data, u8 *mac, struct ieee80211_vif *vif), void *data);

#endif

/* Model of net/ax25.h and linux/netfilter.h: frames and packets are handed over in softirqs. */
#ifndef _MODEL_NET_AX25_H
#define _MODEL_NET_AX25_H

#include <linux/netdevice.h>

typedef struct ax25_cb { int state; } ax25_cb;
struct ax25_protocol { struct ax25_protocol *next; unsigned int pid; int (*func)(struct sk_buff *skb, ax25_cb *ax25); };
void ax25_register_pid(struct ax25_protocol *ap);

struct nf_hook_state { unsigned int hook; u8 pf; struct net_device *in, *out; };
typedef unsigned int nf_hookfn(void *priv, struct sk_buff *skb, const struct nf_hook_state *state);
struct nf_hook_ops { nf_hookfn *hook; struct net_device *dev; void *priv; u8 pf; unsigned int hooknum; int priority; };
struct net;
int nf_register_net_hook(struct net *net, const struct nf_hook_ops *ops);
#define NF_DROP 0
#define NF_ACCEPT 1

#endif

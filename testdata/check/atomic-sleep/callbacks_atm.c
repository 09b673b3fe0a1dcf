/* Without a buffer, the receive function of an ATM circuit is told that the circuit is closed: it may sleep then. */
#include <linux/delay.h>
#include <linux/skbuff.h>

struct atm_vcc {
	void (*push)(struct atm_vcc *vcc, struct sk_buff *skb);
};

static void bridge_push(struct atm_vcc *vcc, struct sk_buff *skb)
{
	if (!skb) {
		msleep(1);
		return;
	}
	msleep(2); // expect: atomic-sleep {{receive path}}
}

void bridge_open(struct atm_vcc *vcc)
{
	vcc->push = bridge_push;
}

/* Model of linux/ratelimit.h. */
#ifndef _MODEL_LINUX_RATELIMIT_H
#define _MODEL_LINUX_RATELIMIT_H

#include <linux/printk.h>

struct ratelimit_state { int interval, burst; };
int __ratelimit(struct ratelimit_state *rs);
void ratelimit_state_init(struct ratelimit_state *rs, int interval, int burst);
#define DEFINE_RATELIMIT_STATE(name, interval_init, burst_init) \
	struct ratelimit_state name = { .interval = interval_init, .burst = burst_init }
#define DEFAULT_RATELIMIT_INTERVAL 1250
#define DEFAULT_RATELIMIT_BURST    10

#endif

/* Model of linux/percpu-refcount.h: the release function may be called by RCU. */
#ifndef _MODEL_LINUX_PERCPU_REFCOUNT_H
#define _MODEL_LINUX_PERCPU_REFCOUNT_H

#include <linux/gfp.h>

struct percpu_ref { unsigned long percpu_count_ptr; void *data; };
typedef void (percpu_ref_func_t)(struct percpu_ref *ref);
int percpu_ref_init(struct percpu_ref *ref, percpu_ref_func_t *release, unsigned int flags, gfp_t gfp);
void percpu_ref_exit(struct percpu_ref *ref);
void percpu_ref_kill(struct percpu_ref *ref);

#endif

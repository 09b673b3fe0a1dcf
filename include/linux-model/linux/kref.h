/* Model of linux/kref.h. */
#ifndef _MODEL_LINUX_KREF_H
#define _MODEL_LINUX_KREF_H

#include <linux/atomic.h>

struct mutex;
struct kref { refcount_t refcount; };
void kref_init(struct kref *kref);
void kref_get(struct kref *kref);
unsigned int kref_read(const struct kref *kref);
int kref_get_unless_zero(struct kref *kref);
static inline int kref_put(struct kref *kref, void (*release)(struct kref *kref))
{
	if (refcount_dec_and_test(&kref->refcount)) {
		release(kref);
		return 1;
	}
	return 0;
}
int kref_put_mutex(struct kref *kref, void (*release)(struct kref *kref), struct mutex *lock);

#endif

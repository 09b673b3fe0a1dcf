/* Model of linux/lockdep.h: assertions are calls, so that what they say can be read. */
#ifndef _MODEL_LINUX_LOCKDEP_H
#define _MODEL_LINUX_LOCKDEP_H

#include <linux/types.h>

struct lock_class_key { int dummy; };
struct lockdep_map { const char *name; };
bool lock_is_held(const struct lockdep_map *lock);
void model_lockdep_assert(int cond);
#define lockdep_is_held(l)   lock_is_held((const struct lockdep_map *)(l))
#define lockdep_assert(c)    model_lockdep_assert(!!(c))
#define lockdep_assert_held(l)      lockdep_assert(lockdep_is_held(l))
#define lockdep_assert_held_once(l) lockdep_assert_held(l)
#define lockdep_assert_held_write(l) lockdep_assert_held(l)
#define lockdep_assert_held_read(l) lockdep_assert_held(l)
#define lockdep_assert_not_held(l)  lockdep_assert(!lockdep_is_held(l))
#define lockdep_assert_none_held_once() do { } while (0)
void lockdep_assert_irqs_disabled(void);
void lockdep_assert_irqs_enabled(void);
void lockdep_assert_in_irq(void);
void lockdep_assert_in_softirq(void);
void lockdep_assert_preemption_disabled(void);
void lockdep_assert_preemption_enabled(void);
#define lockdep_set_class(l, key) do { (void)(l); (void)(key); } while (0)
#define lockdep_set_class_and_name(l, key, name) lockdep_set_class(l, key)
#define lockdep_set_subclass(l, sub) do { (void)(l); } while (0)
#define lockdep_register_key(key) do { (void)(key); } while (0)
#define lockdep_unregister_key(key) do { (void)(key); } while (0)
#define SINGLE_DEPTH_NESTING 1

#endif

/* Model of the compiler layer: attributes, annotations and one-word macros. Annotations that only other tools read are empty. */
#ifndef _MODEL_LINUX_COMPILER_H
#define _MODEL_LINUX_COMPILER_H

#include <linux/kconfig.h>

#ifndef __KERNEL__
#define __KERNEL__ 1
#endif
#ifndef KBUILD_MODNAME
#define KBUILD_MODNAME "model"
#endif
#ifndef KBUILD_BASENAME
#define KBUILD_BASENAME "model"
#endif

#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __nocast
#define __safe
#define __private
#define __chk_user_ptr(x) ((void)0)
#define __chk_io_ptr(x)   ((void)0)

#define __acquires(x)
#define __releases(x)
#define __must_hold(x)
#define __cond_acquires(...)
#define __guarded_by(...)
#define __acquire(x)      ((void)0)
#define __release(x)      ((void)0)
#define __cond_lock(x, c) (c)

#define __init
#define __exit
#define __initdata
#define __initconst
#define __exitdata
#define __devinit
#define __devexit
#define __ref
#define __refdata
#define __refconst
#define __must_check
#define __deprecated
#define __hot
#define __cold
#define __read_mostly
#define __ro_after_init
#define __malloc
#define __realloc_size(...)
#define __alloc_size(...)
#define __counted_by(m)
#define __counted_by_le(m)
#define __counted_by_be(m)
#define __nonstring
#define __weak          __attribute__((__weak__))
#define __maybe_unused  __attribute__((__unused__))
#define __always_unused __attribute__((__unused__))
#define __used          __attribute__((__used__))
#define __packed        __attribute__((__packed__))
#define __aligned(x)    __attribute__((__aligned__(x)))
#define __aligned_largest
#define __printf(a, b)  __attribute__((__format__(printf, a, b)))
#define __scanf(a, b)
#define __pure
#define __attribute_const__
#define __const
#define __noreturn      __attribute__((__noreturn__))
#define __section(s)
#define __alias(s)
#define __visible
#define __cleanup(f) __attribute__((__cleanup__(f)))
#define __always_inline inline __attribute__((__always_inline__))
#define __cacheline_aligned
#define ____cacheline_aligned
#define ____cacheline_aligned_in_smp
#define __cacheline_aligned_in_smp
#define __cacheline_group_begin(g)
#define __cacheline_group_end(g)
#define __no_sanitize_address
#define __no_kcsan
#define __nocfi
#define __randomize_layout
#define __designated_init
#define __flatten
#define notrace
#define noinline    __attribute__((__noinline__))
#define noinline_for_stack noinline
#define asmlinkage
#define fallthrough __attribute__((__fallthrough__))
#define __same_type(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define __must_be_array(a) 0
#define __is_constexpr(x)  __builtin_constant_p(x)
#define __PASTE_(a, b) a##b
#define __PASTE(a, b)  __PASTE_(a, b)
#define ___PASTE(a, b) a##b
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)
#define struct_group(name, ...) \
	union { struct { __VA_ARGS__ }; struct { __VA_ARGS__ } name; }
#define struct_group_attr(name, attrs, ...) struct_group(name, __VA_ARGS__)
#define struct_group_tagged(tag, name, ...) \
	union { struct { __VA_ARGS__ }; struct tag { __VA_ARGS__ } name; }
#define DECLARE_FLEX_ARRAY(type, name) struct { struct { } __empty_##name; type name[]; }
#define __struct_group(tag, name, attrs, ...) \
	union { struct { __VA_ARGS__ } attrs; struct tag { __VA_ARGS__ } attrs name; }

#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier()   __asm__ __volatile__("" : : : "memory")
#define barrier_data(p) barrier()
#define unreachable() __builtin_unreachable()
#define OPTIMIZER_HIDE_VAR(v) barrier()
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) do { *(volatile typeof(x) *)&(x) = (v); } while (0)
#define ACCESS_PRIVATE(p, m) ((p)->m)
#define data_race(e) (e)
#define absolute_pointer(v) ((void *)(v))
#define smp_mb()  barrier()
#define smp_rmb() barrier()
#define smp_wmb() barrier()
#define mb()      barrier()
#define rmb()     barrier()
#define wmb()     barrier()
#define dma_rmb() barrier()
#define dma_wmb() barrier()
#define dma_mb()  barrier()
#define smp_mb__before_atomic() barrier()
#define smp_mb__after_atomic()  barrier()
#define smp_store_release(p, v) WRITE_ONCE(*(p), v)
#define smp_load_acquire(p)     READ_ONCE(*(p))
#define smp_store_mb(v, x) do { WRITE_ONCE(v, x); barrier(); } while (0)
#define cpu_relax() barrier()
#define _THIS_IP_ 0UL
#define _RET_IP_  0UL

#endif

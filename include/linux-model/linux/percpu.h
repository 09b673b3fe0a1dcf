/* Model of linux/percpu.h. */
#ifndef _MODEL_LINUX_PERCPU_H
#define _MODEL_LINUX_PERCPU_H

#include <linux/gfp.h>
#include <linux/preempt.h>
#include <linux/smp.h>

#define DEFINE_PER_CPU(type, name)  typeof(type) name
#define DECLARE_PER_CPU(type, name) extern typeof(type) name
#define DEFINE_PER_CPU_ALIGNED(type, name) typeof(type) name
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) typeof(type) name
void __percpu *__alloc_percpu(size_t size, size_t align);
void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp);
void free_percpu(void __percpu *p);
#define alloc_percpu(type) (typeof(type) __percpu *)__alloc_percpu(sizeof(type), __alignof__(type))
#define alloc_percpu_gfp(type, gfp) (typeof(type) __percpu *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp)
void *model_per_cpu_ptr(const void *p, int cpu);
#define per_cpu_ptr(ptr, cpu) ((typeof(ptr))model_per_cpu_ptr(ptr, cpu))
#define raw_cpu_ptr(ptr)      per_cpu_ptr(ptr, 0)
#define this_cpu_ptr(ptr)     per_cpu_ptr(ptr, 0)
#define per_cpu(var, cpu)     (*per_cpu_ptr(&(var), cpu))
#define get_cpu_ptr(var)      ({ preempt_disable(); this_cpu_ptr(var); })
#define put_cpu_ptr(var)      do { (void)(var); preempt_enable(); } while (0)
#define get_cpu_var(var)      (*({ preempt_disable(); this_cpu_ptr(&var); }))
#define put_cpu_var(var)      do { (void)&(var); preempt_enable(); } while (0)
#define this_cpu_read(x)      (x)
#define this_cpu_write(x, v)  ((x) = (v))
#define this_cpu_add(x, v)    ((x) += (v))
#define this_cpu_inc(x)       ((x)++)
#define this_cpu_dec(x)       ((x)--)
#define __this_cpu_read(x)    (x)
#define __this_cpu_write(x, v) ((x) = (v))
#define __this_cpu_inc(x)     ((x)++)
#define raw_cpu_read(x)       (x)
#define raw_cpu_write(x, v)   ((x) = (v))

#endif

/* Model of linux/smp.h and cpumask.h: calls on other processors run with interrupts off. */
#ifndef _MODEL_LINUX_SMP_H
#define _MODEL_LINUX_SMP_H

#include <linux/list.h>
#include <linux/llist.h>
#include <linux/preempt.h>

#define NR_CPUS 64
typedef struct cpumask { DECLARE_BITMAP(bits, NR_CPUS); } cpumask_t;
typedef struct cpumask cpumask_var_t[1];
typedef void (*smp_call_func_t)(void *info);
typedef struct __call_single_data { struct llist_node llist; smp_call_func_t func; void *info; } call_single_data_t;
extern const struct cpumask *const cpu_online_mask, *const cpu_possible_mask;
extern unsigned int nr_cpu_ids;
#define CSD_INIT(_func, _info) (call_single_data_t){ .func = (_func), .info = (_info) }
int model_processor_id(void);
#define smp_processor_id()     model_processor_id()
#define raw_smp_processor_id() model_processor_id()
#define get_cpu() ({ preempt_disable(); smp_processor_id(); })
#define put_cpu() preempt_enable()
int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);
int smp_call_function_single_async(int cpu, call_single_data_t *csd);
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait);
void smp_call_function(smp_call_func_t func, void *info, int wait);
void on_each_cpu(smp_call_func_t func, void *info, int wait);
void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func, void *info, bool wait);
unsigned int cpumask_first(const struct cpumask *mask);
unsigned int cpumask_next(int n, const struct cpumask *mask);
unsigned int cpumask_weight(const struct cpumask *mask);
bool cpumask_test_cpu(int cpu, const struct cpumask *mask);
void cpumask_set_cpu(unsigned int cpu, struct cpumask *mask);
void cpumask_clear_cpu(int cpu, struct cpumask *mask);
void cpumask_copy(struct cpumask *to, const struct cpumask *from);
void cpumask_clear(struct cpumask *mask);
const struct cpumask *cpumask_of(unsigned int cpu);
bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags);
bool alloc_cpumask_var(cpumask_var_t *mask, gfp_t flags);
void free_cpumask_var(cpumask_var_t mask);
unsigned int num_online_cpus(void);
unsigned int num_possible_cpus(void);
bool cpu_online(unsigned int cpu);
int cpu_to_node(int cpu);
int numa_node_id(void);
#define for_each_cpu(cpu, mask) for ((cpu) = cpumask_first(mask); (cpu) < nr_cpu_ids; (cpu) = cpumask_next((cpu), (mask)))
#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_online_cpu(cpu)   for_each_cpu((cpu), cpu_online_mask)
void cpus_read_lock(void);
void cpus_read_unlock(void);

#endif

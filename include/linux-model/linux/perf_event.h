/* Model of linux/perf_event.h and cpuidle.h: counters are added and idle states entered with interrupts off. */
#ifndef _MODEL_LINUX_PERF_EVENT_H
#define _MODEL_LINUX_PERF_EVENT_H

#include <linux/module.h>

struct perf_event { struct pmu *pmu; u64 count; };
struct pmu {
	const char *name;
	int (*event_init)(struct perf_event *event);
	int (*add)(struct perf_event *event, int flags);
	void (*del)(struct perf_event *event, int flags);
	void (*start)(struct perf_event *event, int flags);
	void (*stop)(struct perf_event *event, int flags);
	void (*read)(struct perf_event *event);
};
int perf_pmu_register(struct pmu *pmu, const char *name, int type);

struct cpuidle_device { unsigned int cpu; };
struct cpuidle_driver;
struct cpuidle_state {
	char name[16];
	unsigned int exit_latency;
	int (*enter)(struct cpuidle_device *dev, struct cpuidle_driver *drv, int index);
};
struct cpuidle_driver { const char *name; struct cpuidle_state states[10]; int state_count; };
int cpuidle_register(struct cpuidle_driver *drv, const void *coupled);

#endif

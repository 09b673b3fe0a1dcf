/* Model of linux/cpuidle.h: all of it is in linux/perf_event.h. */
#include <linux/perf_event.h>

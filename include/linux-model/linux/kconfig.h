/* Model of linux/kconfig.h: IS_ENABLED() and its kin. A CONFIG_ symbol is off unless it is defined on the command line. */
#ifndef _MODEL_LINUX_KCONFIG_H
#define _MODEL_LINUX_KCONFIG_H

#define __MODEL_HIT_1 0,
#define __model_second(ignored, value, ...) value
#define __model_defined3(hit_or_junk)       __model_second(hit_or_junk 1, 0, 0)
#define __model_defined2(value)             __model_defined3(__MODEL_HIT_##value)
#define __model_defined(value)              __model_defined2(value)

#define IS_BUILTIN(option)   __model_defined(option)
#define IS_MODULE(option)    __model_defined(option##_MODULE)
#define IS_ENABLED(option)   (IS_BUILTIN(option) || IS_MODULE(option))
#define IS_REACHABLE(option) IS_ENABLED(option)

#ifndef CONFIG_HZ
#define CONFIG_HZ 250
#endif
#define CONFIG_SMP      1
#define CONFIG_MODULES  1
#define CONFIG_PM       1
#define CONFIG_PM_SLEEP 1
#define CONFIG_OF       1
#define CONFIG_64BIT    1
#define CONFIG_PREEMPT_COUNT      1
#define CONFIG_DEBUG_SPINLOCK_SLEEP 1
#ifndef CONFIG_DEBUG_ATOMIC_SLEEP
#define CONFIG_DEBUG_ATOMIC_SLEEP 1
#endif

#endif

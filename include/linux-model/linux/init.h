/* Model of linux/init.h: the place of module entry points. Section attributes are in linux/compiler.h. */
#ifndef _MODEL_LINUX_INIT_H
#define _MODEL_LINUX_INIT_H

#include <linux/compiler.h>

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);
#define __define_initcall(fn, id) static initcall_t __maybe_unused __initcall_##fn##id = fn
#define module_init(fn)        __define_initcall(fn, 6)
#define device_initcall(fn)    __define_initcall(fn, 6)
#define subsys_initcall(fn)    __define_initcall(fn, 4)
#define core_initcall(fn)      __define_initcall(fn, 1)
#define postcore_initcall(fn)  __define_initcall(fn, 2)
#define arch_initcall(fn)      __define_initcall(fn, 3)
#define fs_initcall(fn)        __define_initcall(fn, 5)
#define late_initcall(fn)      __define_initcall(fn, 7)
#define pure_initcall(fn)      __define_initcall(fn, 0)
#define module_exit(fn) static exitcall_t __maybe_unused __exitcall_##fn = fn
#define __setup(str, fn)

#endif

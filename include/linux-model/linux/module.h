/* Model of linux/module.h, moduleparam.h, export.h: a driver's head and tail. */
#ifndef _MODEL_LINUX_MODULE_H
#define _MODEL_LINUX_MODULE_H

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/slab.h>

struct module { char name[56]; struct list_head list; const char *version; };
#define THIS_MODULE ((struct module *)0)
bool try_module_get(struct module *module);
void __module_get(struct module *module);
void module_put(struct module *module);
int __request_module(bool wait, const char *name, ...);
#define request_module(mod...)        __request_module(true, mod)
#define request_module_nowait(mod...) __request_module(false, mod)
const char *module_name(struct module *mod);

#define __MODEL_MODINFO(tag, info) _Static_assert(1, "modinfo")
#define MODULE_INFO(tag, info)      __MODEL_MODINFO(tag, info)
#define MODULE_LICENSE(s)           __MODEL_MODINFO(license, s)
#define MODULE_AUTHOR(s)            __MODEL_MODINFO(author, s)
#define MODULE_DESCRIPTION(s)       __MODEL_MODINFO(description, s)
#define MODULE_VERSION(s)           __MODEL_MODINFO(version, s)
#define MODULE_ALIAS(s)             __MODEL_MODINFO(alias, s)
#define MODULE_FIRMWARE(s)          __MODEL_MODINFO(firmware, s)
#define MODULE_SOFTDEP(s)           __MODEL_MODINFO(softdep, s)
#define MODULE_IMPORT_NS(ns)        __MODEL_MODINFO(import_ns, "")
#define MODULE_DEVICE_TABLE(t, n)   __MODEL_MODINFO(table, "")
#define MODULE_ALIAS_NETPROTO(p)    __MODEL_MODINFO(alias, "")
#define MODULE_ALIAS_CHARDEV(a, b)  __MODEL_MODINFO(alias, "")
#define MODULE_ALIAS_CHARDEV_MAJOR(a) __MODEL_MODINFO(alias, "")
#define MODULE_ALIAS_MISCDEV(a)     __MODEL_MODINFO(alias, "")
#define MODULE_ALIAS_LDISC(a)       __MODEL_MODINFO(alias, "")
#define MODULE_ALIAS_RTNL_LINK(a)   __MODEL_MODINFO(alias, "")
#define MODULE_PARM_DESC(p, s)      __MODEL_MODINFO(parm, s)
#define EXPORT_SYMBOL(sym)          __MODEL_MODINFO(export, "")
#define EXPORT_SYMBOL_GPL(sym)      __MODEL_MODINFO(export, "")
#define EXPORT_SYMBOL_NS(sym, ns)   __MODEL_MODINFO(export, "")
#define EXPORT_SYMBOL_NS_GPL(sym, ns) __MODEL_MODINFO(export, "")

struct kernel_param { const char *name; void *arg; };
struct kernel_param_ops {
	int (*set)(const char *val, const struct kernel_param *kp);
	int (*get)(char *buffer, const struct kernel_param *kp);
};
extern const struct kernel_param_ops param_ops_int, param_ops_uint, param_ops_bool;
int param_set_int(const char *val, const struct kernel_param *kp);
int param_get_int(char *buffer, const struct kernel_param *kp);
int param_set_bool(const char *val, const struct kernel_param *kp);
int param_get_bool(char *buffer, const struct kernel_param *kp);
#define module_param(name, type, perm)              __MODEL_MODINFO(parm, "")
#define module_param_named(name, v, type, perm)     __MODEL_MODINFO(parm, "")
#define module_param_unsafe(name, type, perm)       __MODEL_MODINFO(parm, "")
#define module_param_array(name, type, nump, perm)  __MODEL_MODINFO(parm, "")
#define module_param_array_named(n, a, t, nump, p)  __MODEL_MODINFO(parm, "")
#define module_param_string(name, s, len, perm)     __MODEL_MODINFO(parm, "")
#define module_param_cb(name, ops, arg, perm)       __MODEL_MODINFO(parm, "")
#define module_param_hw_named(n, v, t, hw, p)       __MODEL_MODINFO(parm, "")
#define module_param_hw(n, t, hw, p)                __MODEL_MODINFO(parm, "")

#define module_driver(driver, reg, unreg, ...) \
	static int __init driver##_init(void) { return reg(&(driver), ##__VA_ARGS__); } \
	module_init(driver##_init); \
	static void __exit driver##_exit(void) { unreg(&(driver), ##__VA_ARGS__); } \
	module_exit(driver##_exit)
#define builtin_driver(driver, reg, ...) \
	static int __init driver##_init(void) { return reg(&(driver), ##__VA_ARGS__); } \
	device_initcall(driver##_init)

#endif

/* Model of linux/stddef.h: NULL, bool and offsetof. */
#ifndef _MODEL_LINUX_STDDEF_H
#define _MODEL_LINUX_STDDEF_H

#ifdef NULL
#undef NULL
#endif
#define NULL ((void *)0)
#ifndef bool
#define bool _Bool
#endif
enum { false = 0, true = 1 };
#define offsetof(type, member) __builtin_offsetof(type, member)
#define sizeof_field(type, member) sizeof(((type *)0)->member)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))

#endif

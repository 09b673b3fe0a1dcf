/* Model of linux/stringify.h and linux/args.h. */
#ifndef _MODEL_LINUX_STRINGIFY_H
#define _MODEL_LINUX_STRINGIFY_H

#define __stringify_1(x...) #x
#define __stringify(x...)   __stringify_1(x)
#define __CONCAT(a, b)      a##b
#define CONCATENATE(a, b)   __CONCAT(a, b)
#define __ARGS_COUNT(_0, _1, _2, _3, _4, _5, _6, n, ...) n
#define COUNT_ARGS(X...)    __ARGS_COUNT(, ##X, 6, 5, 4, 3, 2, 1, 0)

#endif

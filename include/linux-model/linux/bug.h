/* Model of linux/bug.h: BUG() does not return, WARN_ON() gives its condition back. */
#ifndef _MODEL_LINUX_BUG_H
#define _MODEL_LINUX_BUG_H

#include <linux/types.h>

void __warn_printk(const char *fmt, ...);
void __model_warn(void);
#define BUG() __builtin_unreachable()
#define BUG_ON(condition) do { if (unlikely(condition)) BUG(); } while (0)
#define WARN_ON(condition) ({ int __ret_warn_on = !!(condition); if (unlikely(__ret_warn_on)) __model_warn(); unlikely(__ret_warn_on); })
#define WARN(condition, format...) ({ int __ret_warn_on = !!(condition); if (unlikely(__ret_warn_on)) __warn_printk(format); unlikely(__ret_warn_on); })
#define WARN_ON_ONCE(condition) WARN_ON(condition)
#define WARN_ONCE(condition, format...) WARN(condition, format)
#define WARN_ON_SMP(condition) WARN_ON(condition)
#define WARN_TAINT(condition, taint, format...) WARN(condition, format)
#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))
#define BUILD_BUG_ON_MSG(condition, msg) BUILD_BUG_ON(condition)
#define BUILD_BUG_ON_ZERO(e) ((int)(sizeof(struct { int : (-!!(e)); })))
#define BUILD_BUG() do { } while (0)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON(((n) & ((n) - 1)) != 0)
#define static_assert(expr, ...) _Static_assert(expr, #expr)

#endif

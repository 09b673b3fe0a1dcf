/* atomic-alloc: an allocation that may sleep where sleeping is forbidden. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_SLEEP && violation_sleep(v)->kind == RULE_SLEEP_ALLOC;
}

static sym message(const struct violation *v)
{
    return sym_fmt("%s may sleep %s", sym_text(violation_subject(v)), sym_text(violation_context(v)));
}

static sym leaf(const struct violation *v)
{
    if (violation_sleep(v)->gfp == RULE_NO_ARG)
        return sym_fmt("%s() may sleep: %s", violation_callee(v), sym_text(violation_sleep(v)->why));
    /* flags that come from a caller are known where the chain begins */
    sym flags = SYM_NONE;
    for (const struct event *e = v->event; e && !flags; e = e->inner) flags = e->flags;
    if (!flags) return sym_fmt("%s() sleeps with the flags passed to it", violation_callee(v));
    return sym_fmt("%s() sleeps: %s", violation_callee(v), sym_text(flags));
}

const struct check check_ATOMIC_ALLOC = {wants, message, leaf, STEP_ALLOC};

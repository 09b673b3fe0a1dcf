/* atomic-free: a release that may sleep where sleeping is forbidden. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_SLEEP && violation_sleep(v)->kind == RULE_SLEEP_FREE;
}

static sym message(const struct violation *v)
{
    return sym_fmt("%s may sleep %s", sym_text(violation_subject(v)), sym_text(violation_context(v)));
}

static sym leaf(const struct violation *v)
{
    return sym_fmt("%s() may sleep: %s", violation_callee(v), sym_text(violation_sleep(v)->why));
}

const struct check check_ATOMIC_FREE = {wants, message, leaf, STEP_FREE};

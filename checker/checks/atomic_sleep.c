/* atomic-sleep: any other sleeping call where sleeping is forbidden. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_SLEEP && violation_sleep(v)->kind == RULE_SLEEP_OTHER;
}

static sym message(const struct violation *v)
{
    return sym_fmt("%s sleeps %s", sym_text(violation_subject(v)), sym_text(violation_context(v)));
}

static sym leaf(const struct violation *v)
{
    return sym_fmt("%s() sleeps: %s", violation_callee(v), sym_text(violation_sleep(v)->why));
}

const struct check check_ATOMIC_SLEEP = {wants, message, leaf, STEP_SLEEP};

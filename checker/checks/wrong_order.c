/* wrong-order: memory released with another order or size than it was allocated with. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_ORDER;
}

static sym message(const struct violation *v)
{
    return sym_fmt("%s() releases memory of %s", violation_callee(v), sym_text(v->amounts));
}

static sym leaf(const struct violation *v)
{
    return sym_fmt("%s() must be given what %s() was", violation_callee(v), sym_text(v->from.callee));
}

const struct check check_WRONG_ORDER = {wants, message, leaf, STEP_FREE};

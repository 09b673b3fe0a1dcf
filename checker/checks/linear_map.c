/* linear-map: memory outside of the linear mapping where its physical address is needed. */
#include "checks/check.h"

#include <string.h>

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_USE;
}

static sym what(const struct violation *v)
{
    const char *name = sym_text(v->from.callee);
    if (v->from.rule) return sym_fmt("memory of %s()", name);
    return sym_fmt(provenance_of_image(&v->from) ? "`%s`" : "`%s`, which is on the stack,", name);
}

static sym message(const struct violation *v)
{
    const char *callee = violation_callee(v);
    return sym_fmt("%s comes to %s%s", sym_text(what(v)), callee, strchr(callee, '.') ? "" : "()");
}

static sym leaf(const struct violation *v)
{
    const struct rule_use *rule = event_leaf(v->event)->rule;
    return sym_fmt("it needs memory of the linear mapping: %s", sym_text(rule->why));
}

const struct check check_LINEAR_MAP = {wants, message, leaf, STEP_USE};

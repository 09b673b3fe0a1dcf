/* mismatched-free: memory released by a function of another family, or to another cache or pool. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_FREE || v->kind == VIOLATION_OWNER;
}

static sym message(const struct violation *v)
{
    if (v->kind == VIOLATION_OWNER)
        return sym_fmt("%s() gives memory that comes from %s() to %s", violation_callee(v),
                       sym_text(v->from.callee), sym_text(v->amounts));
    return sym_fmt("%s() releases memory that comes from %s(), which is %s memory", violation_callee(v),
                   sym_text(v->from.callee), sym_text(v->from.rule->family->name));
}

static sym leaf(const struct violation *v)
{
    const struct rule_release *rule = event_leaf(v->event)->rule;
    if (v->kind == VIOLATION_OWNER)
        return sym_fmt("%s() must be given what %s() was", violation_callee(v), sym_text(v->from.callee));
    GString *families = g_string_new(NULL);
    for (uint32_t i = 0; i < rule->nfamilies; i++)
        g_string_append_printf(families, "%s%s", i ? ", " : "", sym_text(rule->families[i]->name));
    sym s = sym_fmt("%s() releases memory of: %s", violation_callee(v), families->str);
    g_string_free(families, TRUE);
    return s;
}

const struct check check_MISMATCHED_FREE = {wants, message, leaf, STEP_FREE};

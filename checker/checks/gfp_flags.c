/* gfp-flags: a combination of gfp flags that the allocator forbids or ignores. */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    return v->kind == VIOLATION_FLAGS;
}

static const struct rule_flags *rule_of(const struct violation *v)
{
    return event_leaf(v->event)->rule;
}

/* "__GFP_DMA and __GFP_DMA32", or "" */
static sym listed(const sym *names)
{
    GString *text = g_string_new(NULL);
    for (const sym *name = names; *name; name++)
        g_string_append_printf(text, "%s%s", name == names ? "" : " and ", sym_text(*name));
    sym s = sym_of(text->str);
    g_string_free(text, TRUE);
    return s;
}

static sym message(const struct violation *v)
{
    const struct rule_flags *rule = rule_of(v);
    const char *without = *rule->lacks ? " without " : "";
    if (rule->is) return sym_fmt("%s() has %s in a wrong place", violation_callee(v), sym_text(rule->is));
    return sym_fmt("%s() with %s%s%s", violation_callee(v), sym_text(listed(rule->has)), without,
                   sym_text(listed(rule->lacks)));
}

static sym leaf(const struct violation *v)
{
    return sym_fmt("%s() does not take that: %s", violation_callee(v), sym_text(rule_of(v)->why));
}

const struct check check_GFP_FLAGS = {wants, message, leaf, STEP_ALLOC};

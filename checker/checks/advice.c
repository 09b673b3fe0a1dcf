/* The mend that fits a finding: what its last step says. See check.h. */
#include "checks/check.h"

bool checks_accept(const struct rules *rules, GError **error)
{
    const GPtrArray *all = rules_advice(rules);
    for (guint i = 0; i < all->len; i++) {
        const struct rule_advice *a = all->pdata[i];
        for (const sym *name = a->checks; name && *name; name++) {
            int id = 0;
            while (id < CHECKS && sym_of(check_infos[id].text) != *name) id++;
            if (id < CHECKS) continue;
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: advice for '%s', which is no check",
                        sym_text(a->file), a->line, sym_text(*name));
            return false;
        }
    }
    return true;
}

sym advice_for(const struct rules *rules, enum check_id id, const struct violation *v)
{
    const struct event *leaf = event_leaf(v->event);
    struct rule_case c = {.check = sym_of(check_infos[id].text), .fn = leaf->callee};
    c.blanks[RULE_BLANK_CALLEE] = sym_of(violation_callee(v));
    if (v->kind == VIOLATION_SLEEP) {
        c.family = rules_family(rules, leaf->callee);
        c.flags = violation_sleep(v)->gfp != RULE_NO_ARG;
        if (v->registration)
            c.what = v->registration->rule->what;
        else if (v->origin.bits)
            c.blanks[RULE_BLANK_ORIGIN] = v->origin.text;
    } else if (v->kind == VIOLATION_FREE) {
        c.family = v->from.rule->family->name;
        c.blanks[RULE_BLANK_RELEASE] = v->from.rule->family->release;
    }
    return rules_advise(rules, &c);
}

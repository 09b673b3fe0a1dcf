/* The pieces that all checks share: contexts in words, and the chain. See check.h. */
#include "checks/check.h"

#include <string.h>

const struct rule_sleep *violation_sleep(const struct violation *v)
{
    return event_leaf(v->event)->rule;
}

const char *violation_callee(const struct violation *v)
{
    const struct event *leaf = event_leaf(v->event);
    /* what the source says, rather than what it expands to: mutex_lock(), not mutex_lock_nested() */
    sym macro = leaf->func->is_header ? SYM_NONE : leaf->loc.macro;
    return sym_text(macro ? macro : leaf->callee);
}

static bool same_folder(sym a, sym b)
{
    const char *x = sym_text(a), *y = sym_text(b), *end = strrchr(x, '/');
    size_t n = end ? (size_t)(end - x) + 1 : 0;
    return strncmp(x, y, n) == 0 && !strchr(y + n, '/');
}

const struct event *violation_own(const struct violation *v)
{
    const struct event *own = NULL;
    if (v->kind == VIOLATION_USE && !v->from.rule && !v->likely) return v->event;
    for (const struct event *e = v->event; e; e = e->inner) {
        if (!e->func->is_header && (!own || same_folder(own->func->file, e->func->file))) own = e;
    }
    return own ? own : v->event;
}

sym violation_subject(const struct violation *v)
{
    const struct event *own = violation_own(v);
    bool deeper = false;
    for (const struct event *e = own->inner; e; e = e->inner) deeper |= !e->func->is_header;
    if (!deeper) return sym_fmt("%s()", violation_callee(v));
    const char *name = sym_text(own->callee);
    return sym_fmt("%s() leads to %s(), which", strpbrk(name, ". ") ? sym_text(own->inner->func->name) : name,
                   violation_callee(v));
}

sym violation_context(const struct violation *v)
{
    const struct registration *r = v->registration;
    if (r) return sym_fmt("in %s %s()", sym_text(r->rule->what), sym_text(ir_base_name(r->callback)));
    if (v->origin.bits) return sym_fmt("under %s", sym_text(v->origin.text));
    return sym_fmt("after %s", sym_text(v->origin.text));
}

static void add_level(GString *out, uint8_t bits, uint8_t bit, const char *words)
{
    if (bits & bit) g_string_append_printf(out, "%s%s", out->len ? ", " : "", words);
}

sym origin_message(const struct violation *v)
{
    const struct registration *r = v->registration;
    if (r)
        return sym_fmt("%s() is set here as %s (%s): %s", sym_text(ir_base_name(r->callback)),
                       sym_text(r->rule->what), sym_text(r->how), sym_text(r->rule->why));
    if (!v->origin.bits) return sym_fmt("%s says that it must not sleep from here", sym_text(v->origin.text));
    GString *off = g_string_new(NULL);
    add_level(off, v->origin.bits, RULE_PREEMPT, "preemption off");
    add_level(off, v->origin.bits, RULE_BH, "bottom halves off");
    add_level(off, v->origin.bits, RULE_IRQ, "interrupts off");
    add_level(off, v->origin.bits, RULE_RCU, "inside an RCU read section");
    sym s = sym_fmt("%s begins an atomic region: %s", sym_text(v->origin.text), off->str);
    g_string_free(off, TRUE);
    return s;
}

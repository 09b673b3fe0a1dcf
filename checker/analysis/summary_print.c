/* A summary as text: what `--dump=summary` shows and analysis tests compare. See summary.h. */
#include "analysis/summary.h"

#include <string.h>

enum { MAX_TEXT = 2000 }; /* of one line */

static void print_place(GString *out, const struct summary *s, sx e)
{
    const struct ex_node *n = &s->nodes[e];
    if (n->kind == EXK_FIELD) {
        const char *text = sym_text(n->b), *dot = strrchr(text, '.');
        uint8_t base = s->nodes[n->a].kind;
        bool direct = base == EXK_FIELD || base == EXK_GLOBAL || base == EXK_INDEX || base == EXK_RESULT;
        if (direct)
            print_place(out, s, n->a);
        else
            summary_print_value(out, s, n->a);
        g_string_append_printf(out, "%s%s", direct ? "." : "->", dot ? dot + 1 : text);
    } else if (n->kind == EXK_INDEX) {
        summary_print_value(out, s, n->a);
        g_string_append(out, "[");
        summary_print_value(out, s, n->b);
        g_string_append(out, "]");
    } else if (n->kind == EXK_GLOBAL) {
        g_string_append(out, sym_text(ir_base_name(n->a)));
    } else if (n->kind == EXK_RESULT) {
        g_string_append(out, "result");
    } else {
        g_string_append(out, "*");
        summary_print_value(out, s, e);
    }
}

static void print_list(GString *out, const struct summary *s, const char *name, const sx *list, unsigned n)
{
    g_string_append_printf(out, "%s(", name);
    for (unsigned i = 0; i < n; i++) {
        if (i) g_string_append(out, ", ");
        summary_print_value(out, s, list[i]);
    }
    g_string_append(out, ")");
}

void summary_print_value(GString *out, const struct summary *s, sx e)
{
    const struct ex_node *n = &s->nodes[e];
    const sx abc[3] = {n->a, n->b, n->c};
    if (out->len > MAX_TEXT) { /* shared parts stand in it again and again */
        if (!g_str_has_suffix(out->str, "...")) g_string_append(out, "...");
        return;
    }
    switch ((enum ex_kind)n->kind) {
    case EXK_CONST: g_string_append_printf(out, "%lld", (long long)n->value); break;
    case EXK_PARAM: {
        sym name = n->a < s->func->nparams ? s->func->params[n->a] : SYM_NONE;
        if (name)
            g_string_append(out, sym_text(name));
        else
            g_string_append_printf(out, "arg%u", n->a);
        break;
    }
    case EXK_FUNC: g_string_append(out, sym_text(ir_base_name(n->a))); break;
    case EXK_STRING: g_string_append_printf(out, "\"%s\"", sym_text(n->a)); break;
    case EXK_FACT: g_string_append_printf(out, "context%u", n->a); break;
    case EXK_LOAD: print_place(out, s, n->a); break;
    case EXK_UNARY: print_list(out, s, ir_operator_text((enum ir_operator)n->sub), abc, 1); break;
    case EXK_BINARY: print_list(out, s, ir_operator_text((enum ir_operator)n->sub), abc, 2); break;
    case EXK_SELECT: print_list(out, s, "select", abc, 3); break;
    case EXK_PHI: print_list(out, s, "one-of", s->phis[n->c], n->a); break;
    case EXK_ALLOC:
        g_string_append_printf(out, "new %s", sym_text(s->provenances[n->c].rule->family->name));
        break;
    case EXK_CALL:
    case EXK_NONE: g_string_append(out, "?"); break;
    default: g_string_append(out, "&"); print_place(out, s, e);
    }
}

static void print_levels(GString *out, const int8_t level[LEVEL_COUNT])
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (level[i]) g_string_append_printf(out, " %s%+d", level_texts[i], level[i]);
    }
}

static void print_range(GString *out, struct range r)
{
    bool unbounded = r.low == INT64_MIN && r.high == INT64_MAX;
    if (range_is_one(r))
        g_string_append_printf(out, " == %lld", (long long)r.low);
    else if (unbounded)
        g_string_append(out, r.holes ? "" : " any");
    else if (r.high == INT64_MAX)
        g_string_append_printf(out, " >= %lld", (long long)r.low);
    else if (r.low == INT64_MIN)
        g_string_append_printf(out, " <= %lld", (long long)r.high);
    else
        g_string_append_printf(out, " in %lld..%lld", (long long)r.low, (long long)r.high);
    const char *before = unbounded ? " != " : " and != ";
    for (int v = 0; v < RANGE_WINDOW; v++) {
        if (!(r.holes >> v & 1)) continue;
        g_string_append_printf(out, "%s%d", before, v);
        before = ", ";
    }
}

void summary_print_conds(GString *out, const struct summary *s, const struct cond *conds, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_string_append(out, i ? " and " : " if ");
        summary_print_value(out, s, conds[i].e);
        print_range(out, conds[i].in);
        if (!conds[i].guard) continue;
        g_string_append(out, " where ");
        summary_print_value(out, s, conds[i].guard);
        g_string_append(out, conds[i].when ? " != 0" : " == 0");
    }
}

static void print_outcome(GString *out, const struct summary *s, const struct outcome *o)
{
    g_string_append(out, "  returns");
    if (o->result) {
        g_string_append(out, " ");
        summary_print_value(out, s, o->result);
        if (!range_is_all(o->in)) print_range(out, o->in);
    }
    print_levels(out, o->level);
    for (unsigned i = 0; i < o->nheld; i++) {
        g_string_append_printf(out, " holding %s ", sym_text(o->held[i].rule->name));
        summary_print_value(out, s, o->held[i].lock);
    }
    for (unsigned i = 0; i < o->nundone; i++) {
        g_string_append_printf(out, " released %s ", sym_text(o->undone[i].rule->name));
        summary_print_value(out, s, o->undone[i].lock);
    }
    summary_print_conds(out, s, o->conds, o->nconds);
    g_string_append(out, "\n");
    for (uint32_t i = 0; i < o->nstores; i++) {
        g_string_append(out, "    ");
        print_place(out, s, o->stores[i].addr);
        g_string_append(out, " = ");
        summary_print_value(out, s, o->stores[i].value);
        g_string_append(out, "\n");
    }
}

static void print_event(GString *out, const struct summary *s, const struct event *e)
{
    static const char *const verbs[EVENT_KINDS] = {"sleeps", "releases", "registers",
                                                   "calls",  "uses",     "passes flags"};
    g_string_append_printf(out, "  %s", verbs[e->kind]);
    if (e->value) {
        g_string_append(out, " ");
        summary_print_value(out, s, e->value);
    }
    g_string_append_printf(out, " at line %u: ", e->loc.line);
    for (const struct event *i = e; i; i = i->inner)
        g_string_append_printf(out, "%s%s", i == e ? "" : " > ", sym_text(i->callee));
    print_levels(out, e->level);
    if (e->need) {
        g_string_append(out, " needs ");
        summary_print_value(out, s, e->need);
    }
    if (e->assumed) g_string_append(out, " likely");
    summary_print_conds(out, s, e->conds, e->nconds);
    g_string_append(out, "\n");
}

void summary_print(FILE *file, const struct summary *s)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "summary %s\n", sym_text(s->func->link));
    if (s->waits) g_string_append(out, "  waits\n");
    if (!s->noutcomes) g_string_append(out, "  does not return\n");
    for (uint32_t i = 0; i < s->noutcomes; i++) {
        print_outcome(out, s, &s->outcomes[i]);
        fputs(out->str, file);
        g_string_truncate(out, 0);
    }
    for (uint32_t i = 0; i < s->nevents; i++) {
        print_event(out, s, s->events[i]);
        fputs(out->str, file);
        g_string_truncate(out, 0);
    }
    fputs(out->str, file);
    g_string_free(out, TRUE);
}

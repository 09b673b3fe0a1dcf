/* A summary in sentences: what `gfpcheck why` says of the function itself. See summary.h. */
#include "analysis/summary.h"

static void add_chain(GString *out, const struct event *e)
{
    for (const struct event *i = e; i; i = i->inner)
        g_string_append_printf(out, "%s%s()", i == e ? "" : " > ", sym_text(i->callee));
}

static void event_words(GString *out, const struct summary *s, const struct event *e)
{
    const struct event *leaf = event_leaf(e);
    const struct rule_sleep *sleep = leaf->rule;
    const struct rule_callback *callback = leaf->rule;
    switch ((enum event_kind)e->kind) {
    case EVENT_SLEEP:
        g_string_append_printf(out, "may sleep in line %u: ", e->loc.line);
        add_chain(out, e);
        g_string_append_printf(out, ", %s", sym_text(sleep->why));
        break;
    case EVENT_RELEASE:
        g_string_append(out, "frees ");
        summary_print_value(out, s, e->value);
        g_string_append_printf(out, " in line %u: ", e->loc.line);
        add_chain(out, e);
        break;
    case EVENT_REGISTER:
        g_string_append(out, "hands on ");
        summary_print_value(out, s, e->value);
        g_string_append_printf(out, " as %s in line %u: ", sym_text(callback->what), e->loc.line);
        add_chain(out, e);
        break;
    case EVENT_CALL:
        g_string_append(out, "calls ");
        summary_print_value(out, s, e->value);
        g_string_append_printf(out, " in line %u", e->loc.line);
        break;
    case EVENT_USE:
        g_string_append(out, "needs linear memory of ");
        summary_print_value(out, s, e->value);
        g_string_append_printf(out, " in line %u: ", e->loc.line);
        add_chain(out, e);
        break;
    case EVENT_FLAGS:
    case EVENT_KINDS: break; /* stay in their function */
    }
    if (e->need) {
        g_string_append(out, ", only if ");
        summary_print_value(out, s, e->need);
    }
    summary_print_conds(out, s, e->conds, e->nconds);
}

static void level_words(GString *out, const struct outcome *o)
{
    for (int l = 0; l < LEVEL_COUNT; l++) {
        if (o->level[l]) g_string_append_printf(out, ", %s %+d", level_texts[l], o->level[l]);
    }
}

static void outcome_words(GString *out, const struct summary *s, const struct outcome *o)
{
    g_string_append(out, "returns");
    if (o->result && s->nodes[o->result].kind != EXK_CALL && s->nodes[o->result].kind != EXK_NONE) {
        g_string_append(out, " ");
        summary_print_value(out, s, o->result);
    } else if (range_is_one(o->in)) {
        g_string_append_printf(out, " %lld", (long long)o->in.low);
    }
    for (unsigned i = 0; i < o->nheld; i++) {
        g_string_append_printf(out, ", holding %s ", sym_text(o->held[i].rule->name));
        summary_print_value(out, s, o->held[i].lock);
    }
    for (unsigned i = 0; i < o->nundone; i++) {
        g_string_append_printf(out, ", having released %s ", sym_text(o->undone[i].rule->name));
        summary_print_value(out, s, o->undone[i].lock);
    }
    level_words(out, o);
    summary_print_conds(out, s, o->conds, o->nconds);
}

void summary_print_words(FILE *file, const struct summary *s, int indent)
{
    GString *line = g_string_new(NULL);
    if (!s->noutcomes) fprintf(file, "%*sdoes not return\n", indent, "");
    for (uint32_t i = 0; i < s->nevents; i++) {
        g_string_truncate(line, 0);
        event_words(line, s, s->events[i]);
        fprintf(file, "%*s%s\n", indent, "", line->str);
    }
    for (uint32_t i = 0; i < s->noutcomes; i++) {
        g_string_truncate(line, 0);
        outcome_words(line, s, &s->outcomes[i]);
        fprintf(file, "%*s%s\n", indent, "", line->str);
    }
    g_string_free(line, TRUE);
}

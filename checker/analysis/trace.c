/* See trace.h: the words for what the solver decides. */
#include "analysis/solver.h"

static const char *const verdicts[] = {
#define X(id, text) text,
    TRACE_VERDICTS(X)
#undef X
};

static bool is_place(const struct trace *t, const struct ir_loc *loc)
{
    return loc->line == t->line && loc->file == t->file;
}

/* "under spin_lock(&dev->lock): preempt +1" */
static void print_context(GString *out, struct solver *sv, const struct state *s)
{
    static const struct rule_sleep anything;
    static const char *const known[] = {
        [KNOWN_NOTHING] = NULL,
        [KNOWN_CAN_SLEEP] = "it may sleep, says",
        [KNOWN_INTERRUPT] = "it is interrupt context, says",
        [KNOWN_ATOMIC] = "it must not sleep, says",
        [KNOWN_LOST] = "levels not known",
    };
    bool any = s->ctx.known != KNOWN_NOTHING;
    for (int l = 0; l < LEVEL_COUNT; l++) {
        if (!s->ctx.level[l]) continue;
        any = true;
        g_string_append_printf(out, "%s%s %+d", out->len ? ", " : "", level_texts[l], s->ctx.level[l]);
    }
    if (!any) {
        g_string_append(out, "nothing in force but what the caller has");
        return;
    }
    struct origin o = solver_origin(sv, s, &anything);
    if (known[s->ctx.known]) g_string_append_printf(out, "%s%s", out->len ? ", " : "", known[s->ctx.known]);
    if (s->ctx.known != KNOWN_LOST && o.text)
        g_string_append_printf(out, " %s in line %u", sym_text(o.text), o.loc.line);
}

static void say(struct solver *sv, const struct state *s, const struct ir_loc *at, const char *text)
{
    const struct trace *t = sv->an->trace;
    GString *state = g_string_new(NULL);
    print_context(state, sv, s);
    t->say(t->context, sv->f->name, at, state->str, text);
    g_string_free(state, TRUE);
}

/* What is known of a call in the traced line, apart from what is decided of it. */
void trace_call(struct solver *sv, const struct state *s, const struct call *call, const char *known)
{
    const struct trace *t = sv->an->trace;
    const struct ir_loc *at = ir_insn_loc(sv->f, call->ir);
    if (!t || !sv->collect || !is_place(t, at)) return;
    GString *text = g_string_new(sym_text(call->name));
    g_string_append_printf(text, "(): %s", known);
    say(sv, s, at, text->str);
    g_string_free(text, TRUE);
}

void trace_verdict(struct solver *sv, const struct state *s, const struct event *e,
                   enum trace_verdict verdict, ex what)
{
    const struct trace *t = sv->an->trace;
    if (!t || !sv->collect) return;
    bool concerned = false;
    for (const struct event *i = e; i && !concerned; i = i->inner) concerned = is_place(t, &i->loc);
    if (!concerned) return;
    GString *text = g_string_new(sym_text(event_leaf(e)->callee));
    g_string_append_printf(text, "(): %s", verdicts[verdict]);
    if (what) {
        g_string_append(text, "; ");
        ex_print(text, sv->sp.pool, sv->f, what);
    }
    say(sv, s, &e->loc, text->str);
    g_string_free(text, TRUE);
}

/* See trace.h: the words for what the solver decides. */
#include "analysis/solver.h"

#include <inttypes.h>

static const char *const verdicts[] = {
#define X(id, text) text,
    TRACE_VERDICTS(X)
#undef X
};

static bool is_place(const struct trace *t, const struct ir_loc *loc)
{
    return loc->line == t->line && loc->file == t->file;
}

static void add(GString *out, const char *text)
{
    g_string_append_printf(out, "%s%s", out->len ? ", " : "", text);
}

/* "preempt +1 since spin_lock(&dev->lock) in line 12" */
static void print_context(GString *out, struct solver *sv, const struct state *s)
{
    static const struct rule_sleep anything;
    static const char *const known[] = {
        [KNOWN_CAN_SLEEP] = "it may sleep",
        [KNOWN_INTERRUPT] = "it is interrupt context",
        [KNOWN_ATOMIC] = "it must not sleep",
        [KNOWN_LOST] = "what is in force is not known",
    };
    bool since = false;
    for (int l = 0; l < LEVEL_COUNT; l++) {
        if (!s->ctx.level[l]) continue;
        add(out, level_texts[l]);
        g_string_append_printf(out, " %+d", s->ctx.level[l]);
        since |= s->ctx.level[l] > 0;
    }
    if (s->ctx.known != KNOWN_NOTHING) {
        add(out, known[s->ctx.known]);
        since = s->ctx.known != KNOWN_LOST;
    }
    if (!out->len) g_string_append(out, "nothing in force but what the caller has");
    if (!since) return;
    struct origin o = solver_origin(sv, s, &anything);
    g_string_append_printf(out, " since %s in line %u", sym_text(o.text), o.loc.line);
}

/* What the path's branches have taught, the latest first. */
static void print_facts(GString *out, struct solver *sv, const struct state *s)
{
    enum { MAX_SAID = 4 };
    const char *before = "; on this path ";
    unsigned said = 0;
    for (uint32_t i = s->nfacts; i-- > 0 && said < MAX_SAID;) {
        const struct fact *f = &s->facts[i];
        bool exact = range_is_one(f->in), nonzero = range_equal(f->in, range_without(RANGE_ALL, 0));
        if (f->guard || (!exact && !nonzero)) continue;
        g_string_append(out, before);
        ex_print(out, sv->sp.pool, sv->f, f->e);
        if (exact)
            g_string_append_printf(out, " == %" PRId64, f->in.low);
        else
            g_string_append(out, " != 0");
        before = ", ";
        said++;
    }
}

static void say(struct solver *sv, const struct state *s, const struct ir_loc *at, const char *text)
{
    const struct trace *t = sv->an->trace;
    GString *state = g_string_new(NULL);
    print_context(state, sv, s);
    print_facts(state, sv, s);
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

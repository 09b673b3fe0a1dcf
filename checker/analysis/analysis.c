/* The analysis' own life: making, probes, results. The work is in solver.c. See analysis.h. */
#include "analysis/solver.h"

#include <string.h>

struct analysis *analysis_new(const struct rules *rules, const struct resolver *resolver)
{
    struct analysis *an = g_new0(struct analysis, 1);
    an->rules = rules;
    an->resolver = *resolver;
    an->scratch = arena_new();
    an->pool = ex_pool_new();
    an->violations = g_ptr_array_new();
    an->registrations = g_ptr_array_new();
    an->calls = g_ptr_array_new();
    an->field_notes = g_ptr_array_new();
    an->probes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return an;
}

void analysis_free(struct analysis *an)
{
    if (!an) return;
    arena_free(an->scratch);
    ex_pool_free(an->pool);
    g_ptr_array_unref(an->violations);
    g_ptr_array_unref(an->registrations);
    g_ptr_array_unref(an->calls);
    g_ptr_array_unref(an->field_notes);
    g_hash_table_unref(an->probes);
    g_free(an);
}

void analysis_probes(struct analysis *an, const struct ir_probe *probes, uint32_t n)
{
    g_hash_table_remove_all(an->probes);
    an->gfp_known = false;
    an->zero_mask = 0;
    for (uint32_t i = 0; i < n; i++) {
        g_hash_table_insert(an->probes, GUINT_TO_POINTER(probes[i].name),
                            g_memdup2(&probes[i].value, sizeof(int64_t)));
        if (probes[i].name == rules_zero_bit(an->rules)) an->zero_mask = probes[i].value;
        if (probes[i].name != rules_gfp_bit(an->rules)) continue;
        an->gfp_known = true;
        an->gfp_mask = probes[i].value;
    }
}

GPtrArray *analysis_violations(struct analysis *an)
{
    return an->violations;
}

GPtrArray *analysis_registrations(struct analysis *an)
{
    return an->registrations;
}

GPtrArray *analysis_calls(struct analysis *an)
{
    return an->calls;
}

GPtrArray *analysis_field_notes(struct analysis *an)
{
    return an->field_notes;
}

void analysis_trace(struct analysis *an, const struct trace *trace)
{
    an->trace = trace;
}

const struct summary *analysis_neutral(void)
{
    static const struct outcome returns = {.in = {INT64_MIN, INT64_MAX, 0}};
    static const struct ex_node none;
    static const struct summary neutral = {.nnodes = 1, .nodes = &none, .noutcomes = 1, .outcomes = &returns};
    return &neutral;
}

void analysis_stats(const struct analysis *an, struct analysis_stats *out)
{
    *out = an->stats;
}

void analysis_stats_take(struct analysis *an, struct analysis_stats *out)
{
    *out = an->stats;
    an->stats = (struct analysis_stats){0};
}

void analysis_stats_add(struct analysis *an, const struct analysis_stats *more)
{
    struct analysis_stats *s = &an->stats;
    s->functions += more->functions;
    s->blocks += more->blocks;
    s->states += more->states;
    s->unknown_flags += more->unknown_flags;
    s->lost_levels += more->lost_levels;
    s->too_many += more->too_many;
}

/* What the state is like when a callback is entered. The levels of an interrupt are not undone by an unlock
 * inside: they stand in `known`. */
static struct context entry_context(enum rule_context c)
{
    struct context ctx = {0};
    switch (c) {
    case RULE_CTX_PROCESS: break;
    case RULE_CTX_ATOMIC: ctx.known = KNOWN_ATOMIC; break;
    case RULE_CTX_SOFTIRQ: ctx.known = KNOWN_INTERRUPT; break;
    case RULE_CTX_HARDIRQ: ctx.known = KNOWN_INTERRUPT, ctx.level[LEVEL_IRQ] = 1; break;
    case RULE_CTX_IRQS_OFF: ctx.level[LEVEL_IRQ] = 1; break;
    case RULE_CTX_PREEMPT_OFF: ctx.level[LEVEL_PREEMPT] = 1; break;
    case RULE_CTX_RCU: ctx.level[LEVEL_RCU] = 1; break;
    }
    return ctx;
}

/* Whether the callback is handed over only where the condition cannot hold. */
static bool is_registered_without(const struct summary *s, const struct cond *c,
                                  const struct registration *reg)
{
    const struct ex_node *n = &s->nodes[c->e];
    const struct ex_node *addr = &s->nodes[n->kind == EXK_LOAD ? n->a : 0];
    for (unsigned i = 0; i < reg->nknown && addr->kind == EXK_FIELD; i++) {
        if (reg->known[i].field == addr->b && !range_overlap(reg->known[i].in, c->in)) return true;
    }
    return false;
}

static bool is_given(const struct summary *s, sx e, const struct rule_given *given)
{
    const struct ex_node *n = &s->nodes[e];
    if (!given->field) return n->kind == EXK_PARAM && n->a == (uint32_t)given->is.arg;
    return n->kind == EXK_LOAD && s->nodes[n->a].kind == EXK_FIELD && s->nodes[n->a].b == given->field;
}

/* Whether `value` is known by what is given, in the terms of the condition: the thing itself, or some of its
 * bits. */
static bool given_value(const struct summary *s, const struct cond *c, const struct rule_given *given,
                        int64_t *value)
{
    const struct ex_node *n = &s->nodes[c->e];
    int64_t v = given->is.value;
    if (given->is.relation == RULE_EQ) {
        *value = v;
        return is_given(s, c->e, given);
    }
    if (n->kind != EXK_BINARY || n->sub != IR_AND || !is_given(s, n->a, given)) return false;
    const struct ex_node *mask = &s->nodes[n->b];
    *value = given->is.relation == RULE_HAS_BITS ? mask->value : 0;
    return given->is.relation != RULE_NE && mask->kind == EXK_CONST && !(mask->value & ~v);
}

static bool given_allows(const struct summary *s, const struct cond *c, const struct rule_given *given)
{
    int64_t value;
    if (given->is.relation == RULE_NE && is_given(s, c->e, given))
        return !range_equal(c->in, range_one(given->is.value));
    return !given_value(s, c, given, &value) || range_has(c->in, value);
}

/* Whether the conditions of an event can hold in the context: tests of the context, and of what is given,
 * are answered, others are open. */
static bool conds_allow(const struct summary *s, const struct event *e, const struct registration *reg,
                        const struct context *entry, const struct rule_given *given, sym *assumption)
{
    bool interrupt = entry->known == KNOWN_INTERRUPT;
    for (unsigned i = 0; i < e->nconds; i++) {
        const struct cond *c = &e->conds[i];
        const struct ex_node *n = &s->nodes[c->e];
        if (c->guard) continue;
        if (is_registered_without(s, c, reg)) return false;
        if (given->is.relation && !given_allows(s, c, given)) return false;
        if (n->kind == EXK_PARAM && n->a == (uint32_t)reg->rule->null_arg && !range_has(c->in, 0))
            return false;
        if (given->is.relation && is_given(s, c->e, given)) continue;
        if (n->kind != EXK_FACT) {
            /* a field is the driver's own state: what is done in some state of it is done */
            if (!*assumption && (n->kind == EXK_PARAM || c->about == COND_HOOK))
                *assumption = cond_assumption(s, c);
            continue;
        }
        bool zero = range_is_zero(c->in);
        if (n->a == RULE_FACT_LAST_REFERENCE && !*assumption) *assumption = cond_assumption(s, c);
        if (n->a == RULE_FACT_INTERRUPT && interrupt && zero) return false;
        if (n->a == RULE_FACT_ATOMIC && zero) return false;
        if (n->a == RULE_FACT_TASK && interrupt && !zero) return false;
        if (n->a == RULE_FACT_CAN_SLEEP && !zero) return false;
        if (n->a != RULE_FACT_IRQS_OFF || !zero) continue;
        if (entry->level[LEVEL_IRQ] > 0) return false;
        /* it tells by this whether it may sleep: a notifier of panics, say */
        if (!*assumption) *assumption = sym_of("if it is called with interrupts on");
    }
    return true;
}

void analysis_entry(struct analysis *an, const struct summary *s, const struct registration *reg,
                    struct arena *arena)
{
    struct context entry = entry_context((enum rule_context)reg->rule->context);
    struct rule_given given = reg->rule->given;
    if (given.is.value_name) {
        const int64_t *probe = g_hash_table_lookup(an->probes, GUINT_TO_POINTER(given.is.value_name));
        if (!probe) return; /* what it is called with is not known: silent */
        given.is.value = *probe;
    }
    for (uint32_t i = 0; i < s->nevents; i++) {
        const struct event *e = s->events[i];
        if (e->kind != EVENT_SLEEP || e->need) continue;
        struct context ctx = entry;
        for (int l = 0; l < LEVEL_COUNT; l++) ctx.level[l] = (int8_t)(ctx.level[l] + e->level[l]);
        /* a lock that the caller holds and the callee drops ends the region; an interrupt does not end so */
        if (ctx.known == KNOWN_INTERRUPT && entry.level[LEVEL_IRQ])
            ctx.level[LEVEL_IRQ] = entry.level[LEVEL_IRQ];
        sym assumption = SYM_NONE;
        if (!sleep_forbidden(e->rule, &ctx) || !conds_allow(s, e, reg, &entry, &given, &assumption)) continue;
        struct violation *v = ARENA_NEW(arena, struct violation);
        v->kind = VIOLATION_SLEEP;
        v->likely = e->assumed || reg->rule->likely || assumption;
        v->assumption = assumption;
        v->origin = (struct origin){reg->func, reg->loc, reg->how, 0, true};
        v->event = e;
        v->registration = reg;
        g_ptr_array_add(an->violations, v);
    }
}

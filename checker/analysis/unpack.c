/* Results out of bytes. See pack.h, and packed.h for the form.
 *
 * Nothing read is trusted: expressions are made of earlier ones, so they have no rings; they are no deeper
 * and no larger than what recursion over them stands; lists are no longer than their readers have room for.
 */
#include "analysis/packed.h"

enum {
#define X(id, text) FACT_KIND_##id,
    RULE_FACT_KINDS(X)
#undef X
        FACT_KINDS
};

struct unpacking {
    struct unpacker *u;
    const struct rules *rules;
    struct arena *arena;
    struct signature *sigs;
    struct event *links;
    uint32_t nsigs, nlinks;
    /* the summary at hand */
    struct summary *s;
    struct ex_node *nodes;
    uint16_t *depth; /* by sx */
    sx (*phis)[EX_PHI_INPUTS];
    struct provenance *provenances;
    uint32_t nphis, nallocs, max_phis, max_allocs;
};

/* ---- pieces ---- */

/* A number below `end`. */
static uint32_t unpack_below(struct unpacker *u, uint32_t end)
{
    const uint64_t n = unpack_uint(u);

    if (n < end) return (uint32_t)n;
    unpack_fail(u);
    return 0;
}

static void unpack_place(struct unpacker *u, struct ir_loc *loc, const struct signature *func)
{
    const int64_t number = unpack_int(u), lines = number >> 1;
    const int64_t first = func ? func->line : 0;

    if (lines < -first || lines > (int64_t)UINT32_MAX - first)
        unpack_fail(u);
    else
        loc->line = (uint32_t)(first + lines);
    loc->file = number & 1 ? unpack_sym(u) : func ? func->file : SYM_NONE;
    loc->col = unpack_u32(u);
    loc->macro = unpack_sym(u);
}

/* NULL only if it fails. */
static const void *unpack_rule(struct unpacking *k, enum rule_kind kind)
{
    const void *rule = rules_by_id(k->rules, kind, unpack_u32(k->u));

    if (!rule) unpack_fail(k->u);
    return rule;
}

static const struct signature *unpack_func(struct unpacking *k)
{
    const uint32_t n = unpack_below(k->u, k->nsigs + 1);

    return n ? &k->sigs[n - 1] : NULL;
}

/* Kind and rule of an event that has nothing inside. */
static void unpack_leaf(struct unpacking *k, struct event *e)
{
    e->kind = (uint8_t)unpack_below(k->u, EVENT_KINDS);
    if (e->kind != EVENT_CALL) e->rule = unpack_rule(k, packed_rule_kind(e->kind));
}

/* Kind and rule of an event, by way of the one inside of it; only links below `end` are known. */
static void unpack_inner(struct unpacking *k, struct event *e, uint32_t end)
{
    const uint32_t n = unpack_below(k->u, end + 1);

    if (!n) {
        unpack_leaf(k, e);
        return;
    }
    e->inner = &k->links[n - 1];
    e->kind = e->inner->kind;
    e->rule = e->inner->rule;
}

static void unpack_signature(struct unpacker *u, struct signature *sig)
{
    uint64_t n;

    sig->link = unpack_sym(u);
    sig->name = ir_base_name(sig->link);
    sig->file = unpack_sym(u);
    n = unpack_uint(u);
    if (n >> 1 > UINT32_MAX) unpack_fail(u);
    sig->line = (uint32_t)(n >> 1);
    sig->is_header = n & 1;
}

static void unpack_link(struct unpacking *k, struct event *link, uint32_t end)
{
    unpack_inner(k, link, end);
    link->func = unpack_func(k);
    if (!link->func) unpack_fail(k->u);
    unpack_place(k->u, &link->loc, link->func);
    link->callee = unpack_sym(k->u);
    link->flags = unpack_sym(k->u);
}

/* The signatures and links of a record; false if it is wrong. */
static bool unpack_lists(struct unpacking *k)
{
    k->nsigs = unpack_count(k->u);
    k->sigs = ARENA_ARRAY(k->arena, struct signature, k->nsigs);
    for (uint32_t i = 0; i < k->nsigs && unpack_ok(k->u); i++) unpack_signature(k->u, &k->sigs[i]);
    k->nlinks = unpack_count(k->u);
    k->links = ARENA_ARRAY(k->arena, struct event, k->nlinks);
    for (uint32_t i = 0; i < k->nlinks && unpack_ok(k->u); i++) unpack_link(k, &k->links[i], i);
    return unpack_ok(k->u);
}

/* ---- expressions ---- */

/* A part of the expression `e`, which it must come before. */
static sx unpack_part(struct unpacking *k, sx e)
{
    const uint32_t distance = unpack_below(k->u, e);
    const sx part = distance ? e - distance : 0;

    k->depth[e] = MAX(k->depth[e], (uint16_t)(k->depth[part] + 1));
    return part;
}

static void unpack_phi(struct unpacking *k, sx e, struct ex_node *n)
{
    n->a = unpack_below(k->u, EX_PHI_INPUTS + 1);
    n->c = k->nphis;
    if (k->nphis == k->max_phis) {
        unpack_fail(k->u);
        return;
    }
    for (unsigned i = 0; i < n->a; i++) k->phis[n->c][i] = unpack_part(k, e);
    k->nphis++;
}

static void unpack_allocation(struct unpacking *k, sx e, struct ex_node *n)
{
    struct provenance *from = &k->provenances[k->nallocs];

    n->c = k->nallocs;
    if (k->nallocs == k->max_allocs) {
        unpack_fail(k->u);
        return;
    }
    from->rule = unpack_rule(k, RULE_KIND_ALLOC);
    from->size = unpack_part(k, e);
    from->order = unpack_part(k, e);
    from->owner = unpack_part(k, e);
    from->func = unpack_func(k);
    unpack_place(k->u, &from->loc, from->func);
    from->callee = unpack_sym(k->u);
    k->nallocs++;
}

/* As the pool of expressions counts it; too large a one would take ages to print. */
static void set_size(struct unpacking *k, struct ex_node *n)
{
    const unsigned children = packed_children(n->kind);
    const unsigned size = (children > 0 ? 1u + k->nodes[n->a].size : 0) +
                          (children > 1 ? k->nodes[n->b].size : 0) + (children > 2 ? k->nodes[n->c].size : 0);

    if (size > UINT8_MAX) unpack_fail(k->u);
    n->size = (uint8_t)size;
}

static void unpack_operator(struct unpacker *u, struct ex_node *n)
{
    static const uint8_t arities[IR_OPERATORS] = {
#define X(id, text, arity) [IR_##id] = arity,
#include "ir/operators.def"
#undef X
    };

    n->sub = (uint8_t)unpack_below(u, IR_OPERATORS);
    if (arities[n->sub] != (n->kind == EXK_UNARY ? 1 : 2)) unpack_fail(u);
}

static void unpack_node(struct unpacking *k, sx e)
{
    struct ex_node *n = &k->nodes[e];
    struct unpacker *u = k->u;
    unsigned children;

    n->kind = (uint8_t)unpack_below(u, EXK_SELECT + 1);
    children = packed_children(n->kind);
    if (n->kind == EXK_UNARY || n->kind == EXK_BINARY) unpack_operator(u, n);
    if (children > 0) n->a = unpack_part(k, e);
    if (children > 1) n->b = unpack_part(k, e);
    if (children > 2) n->c = unpack_part(k, e);
    switch ((enum ex_kind)n->kind) {
    case EXK_CONST: n->value = unpack_int(u); break;
    case EXK_PARAM: n->a = unpack_below(u, k->s->func ? k->s->func->nparams : 0); break;
    case EXK_FACT: n->a = unpack_below(u, FACT_KINDS); break;
    case EXK_GLOBAL:
    case EXK_FUNC:
    case EXK_STRING: n->a = unpack_sym(u); break;
    case EXK_FIELD:
        n->b = unpack_sym(u);
        n->c = unpack_sym(u);
        break;
    case EXK_PHI: unpack_phi(k, e, n); break;
    case EXK_ALLOC: unpack_allocation(k, e, n); break;
    case EXK_NONE:
    case EXK_LOCAL: unpack_fail(u); break;
    default: break;
    }
    set_size(k, n);
    if (k->depth[e] > PACKED_DEPTH) unpack_fail(u);
}

static void unpack_nodes(struct unpacking *k)
{
    const uint32_t n = unpack_count(k->u);

    k->max_phis = unpack_count(k->u);
    k->max_allocs = unpack_count(k->u);
    k->nodes = ARENA_ARRAY(k->arena, struct ex_node, (size_t)n + 1);
    k->phis = arena_alloc(k->arena, sizeof *k->phis * k->max_phis);
    k->provenances = ARENA_ARRAY(k->arena, struct provenance, k->max_allocs);
    k->depth = g_new0(uint16_t, (size_t)n + 1);
    for (sx e = 1; e <= n && unpack_ok(k->u); e++) unpack_node(k, e);
    g_free(k->depth);
    if (k->nphis != k->max_phis || k->nallocs != k->max_allocs) unpack_fail(k->u);
    k->s->nnodes = n + 1;
    k->s->nodes = k->nodes;
    k->s->phis = (const sx(*)[EX_PHI_INPUTS])k->phis;
    k->s->provenances = k->provenances;
}

/* ---- outcomes and events ---- */

static sx unpack_ref(struct unpacking *k)
{
    return unpack_below(k->u, k->s->nnodes);
}

/* Gives the flags. */
static unsigned unpack_range(struct unpacker *u, struct range *r)
{
    const unsigned flags = unpack_below(u, RANGE_BITS);
    int64_t low = flags & RANGE_LOW ? unpack_int(u) : INT64_MIN;
    int64_t high = flags & RANGE_HIGH ? unpack_int(u) : INT64_MAX;

    if (flags & RANGE_LOW && flags & RANGE_HIGH) high = (int64_t)((uint64_t)high + (uint64_t)low);
    *r = range_of(low, high, flags & RANGE_HOLED ? unpack_uint(u) : 0);
    return flags;
}

static const struct cond *unpack_conds(struct unpacking *k, uint8_t *n)
{
    struct cond *conds;

    *n = (uint8_t)unpack_below(k->u, MAX_CONDS + 1);
    conds = *n ? ARENA_ARRAY(k->arena, struct cond, *n) : NULL;
    for (unsigned i = 0; i < *n; i++) {
        unsigned flags;

        conds[i].e = unpack_ref(k);
        flags = unpack_range(k->u, &conds[i].in);
        conds[i].when = flags & RANGE_WHEN;
        conds[i].about = (uint8_t)(flags / RANGE_ABOUT);
        if (conds[i].about > COND_HOOK) unpack_fail(k->u);
        conds[i].guard = flags & RANGE_GUARD ? unpack_ref(k) : 0;
    }
    return conds;
}

/* Gives the flags above those of the levels, which are all below `end`. */
static unsigned unpack_levels(struct unpacker *u, int8_t level[LEVEL_COUNT], unsigned end)
{
    const unsigned flags = unpack_below(u, end);

    for (unsigned i = 0; i < LEVEL_COUNT; i++) {
        const int64_t n = flags & 1u << i ? unpack_int(u) : 0;

        if (n < INT8_MIN || n > INT8_MAX) unpack_fail(u);
        level[i] = (int8_t)n;
    }
    return flags & ~(unsigned)LEVEL_FLAGS;
}

static const struct held_out *unpack_held(struct unpacking *k, uint8_t *n, unsigned most)
{
    struct held_out *held;

    *n = (uint8_t)unpack_below(k->u, most + 1);
    held = *n ? ARENA_ARRAY(k->arena, struct held_out, *n) : NULL;
    for (unsigned i = 0; i < *n; i++) {
        held[i].lock = unpack_ref(k);
        held[i].rule = unpack_rule(k, RULE_KIND_LOCK);
    }
    return held;
}

static void unpack_outcome(struct unpacking *k, struct outcome *o)
{
    struct store_out *stores;

    unpack_levels(k->u, o->level, LEVEL_FLAGS + 1);
    o->conds = unpack_conds(k, &o->nconds);
    o->held = unpack_held(k, &o->nheld, MAX_HELD);
    o->undone = unpack_held(k, &o->nundone, MAX_UNDONE);
    o->result = unpack_ref(k);
    unpack_range(k->u, &o->in);
    o->nstores = unpack_below(k->u, MAX_STORES + 1);
    stores = o->nstores ? ARENA_ARRAY(k->arena, struct store_out, o->nstores) : NULL;
    for (uint32_t i = 0; i < o->nstores; i++) {
        stores[i].addr = unpack_ref(k);
        stores[i].value = unpack_ref(k);
    }
    o->stores = stores;
}

static void unpack_origin(struct unpacking *k, struct origin *o)
{
    uint32_t n;

    o->func = unpack_func(k);
    unpack_place(k->u, &o->loc, o->func);
    o->text = unpack_sym(k->u);
    n = unpack_below(k->u, 2 * (UINT8_MAX + 1));
    o->bits = (uint8_t)(n >> 1);
    o->entry = n & 1;
}

static void unpack_event(struct unpacking *k, struct event *e)
{
    const unsigned flags = unpack_levels(k->u, e->level, 4 * (LEVEL_FLAGS + 1));

    e->assumed = flags & EVENT_ASSUMED;
    unpack_inner(k, e, k->nlinks);
    e->func = k->s->func;
    if (!e->func) unpack_fail(k->u);
    unpack_place(k->u, &e->loc, e->func);
    e->callee = unpack_sym(k->u);
    e->flags = unpack_sym(k->u);
    e->conds = unpack_conds(k, &e->nconds);
    e->need = unpack_ref(k);
    e->value = unpack_ref(k);
    e->amount = unpack_ref(k);
    if (flags & EVENT_ORIGIN) {
        struct origin *o = ARENA_NEW(k->arena, struct origin);

        unpack_origin(k, o);
        e->origin = o;
    }
}

/* ---- records ---- */

static void unpack_self(struct unpacking *k)
{
    struct signature *self = k->sigs;
    sym *params;

    if (!k->nsigs) {
        unpack_fail(k->u);
        return;
    }
    self->nparams = unpack_count(k->u);
    params = ARENA_ARRAY(k->arena, sym, self->nparams);
    for (uint32_t i = 0; i < self->nparams; i++) params[i] = unpack_sym(k->u);
    self->params = params;
    k->s->func = self;
}

static void unpack_results(struct unpacking *k)
{
    struct summary *s = k->s;
    struct outcome *outcomes;
    struct event *events;
    const struct event **list;

    s->noutcomes = unpack_below(k->u, MAX_OUTCOMES + 1);
    s->outcomes = outcomes = ARENA_ARRAY(k->arena, struct outcome, s->noutcomes);
    for (uint32_t i = 0; i < s->noutcomes; i++) unpack_outcome(k, &outcomes[i]);
    s->nevents = unpack_below(k->u, MAX_EVENTS + 1);
    events = ARENA_ARRAY(k->arena, struct event, s->nevents);
    list = ARENA_ARRAY(k->arena, const struct event *, s->nevents);
    for (uint32_t i = 0; i < s->nevents; i++) {
        unpack_event(k, &events[i]);
        list[i] = &events[i];
    }
    s->events = list;
}

const struct summary *summary_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena)
{
    struct unpacking k = {.u = u, .rules = rules, .arena = arena};
    uint32_t flags;

    k.s = ARENA_NEW(arena, struct summary);
    flags = unpack_below(u, SUMMARY_BITS);
    k.s->truncated = flags & SUMMARY_TRUNCATED;
    k.s->waits = flags & SUMMARY_WAITS;
    if (!unpack_lists(&k)) return NULL;
    if (flags & SUMMARY_FUNC) unpack_self(&k);
    unpack_nodes(&k);
    if (!unpack_ok(u)) return NULL;
    unpack_results(&k);
    return unpack_ok(u) ? k.s : NULL;
}

static void unpack_registration(struct unpacking *k, struct registration *r)
{
    r->callback = unpack_sym(k->u);
    r->member = unpack_sym(k->u);
    r->rule = unpack_rule(k, RULE_KIND_CALLBACK);
    r->func = unpack_func(k);
    unpack_place(k->u, &r->loc, r->func);
    r->how = unpack_sym(k->u);
    r->nknown = (uint8_t)unpack_below(k->u, MAX_KNOWN_FIELDS + 1);
    for (unsigned i = 0; i < r->nknown; i++) {
        r->known[i].field = unpack_sym(k->u);
        unpack_range(k->u, &r->known[i].in);
    }
}

struct registration *registration_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena)
{
    struct unpacking k = {.u = u, .rules = rules, .arena = arena};
    struct registration *r = ARENA_NEW(arena, struct registration);

    if (unpack_lists(&k)) unpack_registration(&k, r);
    return unpack_ok(u) ? r : NULL;
}

/* The event and what hangs on it, of a record whose lists are read. */
static void unpack_violation(struct unpacking *k, struct violation *v, bool registered)
{
    const uint32_t event = unpack_below(k->u, k->nlinks + 1);

    if (!event || k->links[event - 1].kind != violation_event_kind(v->kind)) {
        unpack_fail(k->u);
        return;
    }
    v->event = &k->links[event - 1];
    v->assumption = unpack_sym(k->u);
    unpack_origin(k, &v->origin);
    if (violation_has_memory(v->kind)) {
        const uint32_t rule = unpack_u32(k->u);

        if (rule) v->from.rule = rules_by_id(k->rules, RULE_KIND_ALLOC, rule - 1);
        if (rule && !v->from.rule) unpack_fail(k->u);
        v->from.func = unpack_func(k);
        unpack_place(k->u, &v->from.loc, v->from.func);
        v->from.callee = unpack_sym(k->u);
        v->amounts = unpack_sym(k->u);
    }
    if (registered) {
        struct registration *r = ARENA_NEW(k->arena, struct registration);

        unpack_registration(k, r);
        v->registration = r;
    }
}

struct violation *violation_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena)
{
    struct unpacking k = {.u = u, .rules = rules, .arena = arena};
    struct violation *v = ARENA_NEW(arena, struct violation);
    const uint32_t flags = unpack_below(u, VIOLATION_KINDS << VIOLATION_KIND_SHIFT);

    v->kind = (uint8_t)(flags >> VIOLATION_KIND_SHIFT);
    v->likely = flags & VIOLATION_LIKELY;
    if (unpack_lists(&k)) unpack_violation(&k, v, flags & VIOLATION_REGISTERED);
    return unpack_ok(u) ? v : NULL;
}

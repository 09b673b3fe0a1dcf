/* Where memory comes from: when it is released, when it must be linear, when it matters that it is vmalloc
 * memory. See solver.h. */
#include "analysis/solver.h"

enum origin_state solver_origins(struct solver *sv, const struct state *s, ex e, int depth, GArray *out)
{
    const struct ex_node n = *ex_node(sv->sp.pool, e);
    ex in[EX_PHI_INPUTS];
    unsigned k = 0;
    switch ((enum ex_kind)n.kind) {
    case EXK_ALLOC: g_array_append_val(out, e); return ORIGIN_MEMORY;
    case EXK_CONST: return ORIGIN_NONE; /* NULL or an error pointer */
    case EXK_SELECT: {
        int t = state_truth(&sv->sp, s, n.a);
        if (t != 0) in[k++] = n.b;
        if (t != 1) in[k++] = n.c;
        break;
    }
    case EXK_PHI: k = ex_phi_inputs(sv->sp.pool, e, in); break;
    default: break;
    }
    enum origin_state all = k && depth < 4 ? ORIGIN_NONE : ORIGIN_UNKNOWN;
    for (unsigned i = 0; i < k && all != ORIGIN_UNKNOWN; i++) {
        enum origin_state one = solver_origins(sv, s, in[i], depth + 1, out);
        if (one != ORIGIN_NONE) all = one;
    }
    return all;
}

/* Whether what decides between the origins of `e` has been lost at a merge. */
static bool is_merged(const struct ex_pool *pool, ex e)
{
    const struct ex_node n = *ex_node(pool, e);
    if (n.kind == EXK_SELECT) return is_merged(pool, n.b) || is_merged(pool, n.c);
    return n.kind == EXK_PHI;
}

bool solver_kind_was_tested(struct solver *sv, const struct state *s, ex value)
{
    for (uint32_t i = 0; i < s->nfacts; i++) {
        ex e = s->facts[i].e;
        if (s->facts[i].guard || !ex_contains(sv->sp.pool, e, value)) continue;
        if (ex_loads_field(sv->sp.pool, e, memory_test_field(RULE_FACT_VMALLOC)) ||
            ex_loads_field(sv->sp.pool, e, memory_test_field(RULE_FACT_ORIGIN)))
            return true;
    }
    return false;
}

/* ---- orders and sizes ---- */

ex solver_allocated(struct solver *sv, const struct provenance *from, enum rule_measure measure)
{
    switch (measure) {
    case RULE_BY_ORDER: return from->rule->one_page ? ex_const(sv->sp.pool, 0) : from->order;
    case RULE_BY_OWNER: return from->owner;
    case RULE_BY_SIZE: break;
    }
    return from->size;
}

bool solver_is_known(const struct solver *sv, const struct state *s, ex e, int64_t *value)
{
    struct range r = e ? state_range(&sv->sp, s, e) : RANGE_ALL;
    *value = r.low;
    return range_is_one(r);
}

/* What is said of two amounts that differ for certain; SYM_NONE if they do not. */
static sym difference(struct solver *sv, const struct state *s, enum rule_measure measure, ex allocated,
                      ex released)
{
    int64_t x, y;
    if (allocated == released || !solver_is_known(sv, s, allocated, &x) ||
        !solver_is_known(sv, s, released, &y) || x == y)
        return SYM_NONE;
    return sym_fmt("%s %lld, and not %lld", measure == RULE_BY_ORDER ? "order" : "size", (long long)x,
                   (long long)y);
}

/* Whether every allocation that it may come from has another order or size than what is released. */
static void decide_amount(struct solver *sv, const struct state *s, const struct event *e, const GArray *from,
                          ex released)
{
    enum rule_measure measure = rule_release_measure(e->rule);
    sym first = SYM_NONE;
    for (guint i = 0; i < from->len; i++) {
        const struct provenance *p = ex_provenance(sv->sp.pool, g_array_index(from, ex, i));
        sym one = difference(sv, s, measure, solver_allocated(sv, p, measure), released);
        if (!one) return;
        if (!first) first = one;
    }
    if (!first) return;
    struct violation v = {.kind = VIOLATION_ORDER, .likely = e->assumed, .amounts = first};
    v.from = *ex_provenance(sv->sp.pool, g_array_index(from, ex, 0));
    solver_violation(sv, &v, e);
}

/* Whether these are the addresses of two objects: of two variables, or of two fields of one object. */
static bool are_two_objects(const struct ex_node *x, const struct ex_node *y)
{
    if (x->kind != y->kind) return false;
    return x->kind == EXK_GLOBAL ? x->a != y->a : x->kind == EXK_FIELD && x->a == y->a && x->b != y->b;
}

/* Whether the cache or pool that it goes back to is another one than every allocation's. */
static void decide_owner(struct solver *sv, const struct event *e, const GArray *from, ex released)
{
    const struct provenance p = *ex_provenance(sv->sp.pool, g_array_index(from, ex, 0));
    for (guint i = 1; i < from->len; i++) {
        if (ex_provenance(sv->sp.pool, g_array_index(from, ex, i))->owner != p.owner) return;
    }
    if (!p.owner || p.owner == released || rule_alloc_measure(p.rule) != RULE_BY_OWNER) return;
    const struct ex_node *x = ex_node(sv->sp.pool, p.owner), *y = ex_node(sv->sp.pool, released);
    if (!are_two_objects(x, y)) {
        solver_note_owner(sv, e, &p, released);
        return;
    }
    struct violation v = {.kind = VIOLATION_OWNER, .likely = e->assumed, .from = p};
    v.amounts = x->kind == EXK_GLOBAL ? owners_text(y->a, x->a) : owners_text(y->b, x->b);
    solver_violation(sv, &v, e);
}

/* ---- releases ---- */

/* Whether the function's body is in this file: who makes a kind of memory knows what is in it. */
static bool is_of_this_file(struct solver *sv, sym callee)
{
    const struct summary *body = solver_summary(sv, callee);
    return body && body->func && body->func->file == sv->self->file;
}

static void wrong_family(struct solver *sv, const struct event *e, ex from, bool some)
{
    if (is_of_this_file(sv, e->callee) || is_of_this_file(sv, ex_provenance(sv->sp.pool, from)->callee))
        return;
    struct violation v = {.kind = VIOLATION_FREE, .likely = some || e->assumed};
    if (some) v.assumption = sym_of("on the path where it comes from this allocation");
    v.from = *ex_provenance(sv->sp.pool, from);
    solver_violation(sv, &v, e);
}

/* container_of() of a member: the object around it is what is released. */
static ex released_object(const struct ex_pool *pool, ex value)
{
    const struct ex_node *n = ex_node(pool, value);
    int64_t distance;
    if (n->kind == EXK_INDEX && ex_is_const(pool, n->b, &distance) && distance < 0) n = ex_node(pool, n->a);
    return n->kind == EXK_FIELD && ex_node(pool, n->a)->kind == EXK_ALLOC ? n->a : value;
}

void solver_decide_release(struct solver *sv, struct state *s, struct event *e, ex value, ex amount)
{
    value = released_object(sv->sp.pool, value);
    const struct rule_release *rule = e->rule;
    GArray *from = g_array_new(FALSE, FALSE, sizeof(ex));
    enum origin_state known =
        state_truth(&sv->sp, s, value) == 0 ? ORIGIN_NONE : solver_origins(sv, s, value, 0, from);
    unsigned wrong = 0;
    ex first = EX_NONE;
    for (guint i = 0; i < from->len; i++) {
        ex a = g_array_index(from, ex, i);
        if (rule_release_takes(rule, ex_provenance(sv->sp.pool, a)->rule->family)) continue;
        if (!wrong++) first = a;
    }
    /* a flag or a size that says which it was is the rule, not the exception: silent unless it can be told */
    bool some = wrong < from->len, tested = solver_kind_was_tested(sv, s, value);
    enum trace_verdict verdict = TRACE_MEMORY_FITS;
    if (tested || (known == ORIGIN_MEMORY && wrong && some && is_merged(sv->sp.pool, value)))
        verdict = tested ? TRACE_MEMORY_TESTED : TRACE_MEMORY_UNKNOWN;
    else if (known == ORIGIN_MEMORY && wrong)
        verdict = TRACE_REPORTED;
    else if (known == ORIGIN_UNKNOWN)
        verdict = value && ex_node(sv->sp.pool, value)->entry ? TRACE_CALLERS_MEMORY : TRACE_MEMORY_UNKNOWN;
    trace_verdict(sv, s, e, verdict, value);
    /* a field of the core's has memory of all drivers */
    if (known == ORIGIN_UNKNOWN && !tested && !rule->member) solver_note_claim(sv, s, e, value, amount);
    if (verdict == TRACE_REPORTED) {
        wrong_family(sv, e, first, some);
    } else if (verdict == TRACE_MEMORY_FITS && known == ORIGIN_MEMORY && amount) {
        if (rule_release_measure(rule) == RULE_BY_OWNER)
            decide_owner(sv, e, from, amount);
        else
            decide_amount(sv, s, e, from, amount);
    } else if (verdict == TRACE_CALLERS_MEMORY) {
        e->value = exporter_add(sv->exporter, value);
        e->amount = exporter_add(sv->exporter, amount);
        solver_event(sv, s, e);
    }
    g_array_unref(from);
}

void solver_release_memory(struct solver *sv, struct state *s, const struct call *call,
                           const struct rule_release *rule)
{
    ex value = call_argument(call, rule->arg);
    if (!sv->collect || !value || !solver_is_given(sv, s, call, &rule->given)) return;
    if (rule->member) value = state_load(&sv->sp, s, ex_field(sv->sp.pool, value, rule->member, SYM_NONE));
    ex amount = EX_NONE;
    switch (rule_release_measure(rule)) {
    case RULE_BY_ORDER:
        amount = rule->one_page ? ex_const(sv->sp.pool, 0) : call_argument(call, rule->order);
        break;
    case RULE_BY_OWNER: amount = call_argument(call, rule->owner); break;
    case RULE_BY_SIZE: amount = call_argument(call, rule->size); break;
    }
    struct event e = solver_event_at(sv, EVENT_RELEASE, call->insn, rule, call->name);
    solver_decide_release(sv, s, &e, value, amount);
}

/* ---- vmalloc memory ---- */

/* A release that sleeps for vmalloc memory only: 1 it is, 0 it is not, -1 not known. */
static int is_vmalloc(struct solver *sv, const struct state *s, ex value)
{
    if (!value) return -1;
    ex test = solver_memory_test(sv, RULE_FACT_VMALLOC, value);
    int t = test ? state_truth(&sv->sp, s, test) : -1;
    if (t >= 0) return t;
    GArray *from = g_array_new(FALSE, FALSE, sizeof(ex));
    bool known = solver_origins(sv, s, value, 0, from) == ORIGIN_MEMORY;
    guint linear = 0, vmalloc = 0;
    for (guint i = 0; i < from->len; i++) {
        const struct rule_family *family =
            ex_provenance(sv->sp.pool, g_array_index(from, ex, i))->rule->family;
        linear += family->linear == RULE_LINEAR_YES;
        vmalloc += family->address == RULE_ADDRESS_VMALLOC;
    }
    int answer = !known ? -1 : vmalloc == from->len ? 1 : linear == from->len ? 0 : -1;
    g_array_unref(from);
    return answer;
}

sym solver_vmalloc_assumption(struct solver *sv, const struct state *s, const struct rule_sleep *rule,
                              ex value, bool *never)
{
    int t = rule->needs_vmalloc ? is_vmalloc(sv, s, value) : 1;
    *never = t == 0;
    return t < 0 ? sym_of("if the memory is vmalloc memory") : SYM_NONE;
}

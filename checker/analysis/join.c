/* The join of two states of equal context. See state.h.
 *
 * A value that differs becomes `c ? x : y` if some fact c is known to hold in one state and known not to hold
 * in the other: so `gfp = atomic ? GFP_ATOMIC : GFP_KERNEL` keeps its meaning through the merge. Without such
 * a fact it becomes a phi of this block and place, which remembers up to EX_PHI_INPUTS values.
 */
#include "analysis/state.h"

/* The latest fact that is true in `a` and false in `b` (or the other way round: *swapped). */
static ex separating_fact(const struct state *a, const struct state *b, bool *swapped)
{
    for (uint32_t i = a->nfacts; i-- > 0;) {
        const struct fact *x = &a->facts[i], *y = x->guard ? NULL : state_fact(b, x->e);
        if (!y) continue;
        *swapped = fact_is_zero(x);
        if ((fact_is_nonzero(x) && fact_is_zero(y)) || (fact_is_zero(x) && fact_is_nonzero(y))) return x->e;
    }
    return EX_NONE;
}

enum { MAX_RANGES = 12, MAX_GUARDED = 12 };

struct join {
    struct space *sp;
    struct state *to;
    const struct state *from;
    ex separator;
    bool swapped, changed;
    uint32_t block;
    unsigned nranges;
    struct fact ranges[MAX_RANGES]; /* what both sides know of values that became phis */
    unsigned nguarded;
    struct fact guarded[MAX_GUARDED]; /* what one side knows */
};

/* What holds of the phi because it holds of either value: the joined result of a trylock wrapper is still 0
 * or 1. */
static void join_range(struct join *j, ex phi, ex x, ex y)
{
    if (!x || !y || j->nranges == MAX_RANGES) return;
    struct range in = range_join(state_range(j->sp, j->to, x), state_range(j->sp, j->from, y));
    if (!range_is_all(in)) j->ranges[j->nranges++] = (struct fact){.e = phi, .in = in};
}

static void add_ranges(struct join *j)
{
    for (unsigned i = 0; i < j->nranges && j->to->nfacts < MAX_FACTS; i++)
        j->to->facts[j->to->nfacts++] = j->ranges[i];
}

/* The value where `from` has come: the selections are made that its branches decide. */
static ex seen_from(const struct join *j, ex x)
{
    for (;;) {
        const struct ex_node *n = ex_node(j->sp->pool, x);
        int t = n->kind == EXK_SELECT ? state_truth(j->sp, j->from, n->a) : -1;
        if (t < 0) return x;
        n = ex_node(j->sp->pool, x); /* the question may have moved it */
        x = t ? n->b : n->c;
    }
}

static ex join_value(struct join *j, ex x, ex y, uint32_t slot)
{
    struct ex_pool *pool = j->sp->pool;
    if (x == y || (x && y && seen_from(j, x) == y)) return x; /* the second: joined here before */
    ex phi = ex_leaf(pool, EXK_PHI, j->block, slot);
    if (x == phi) { /* joined here before: the phi takes one more input */
        join_range(j, phi, x, y);
        if (ex_phi_add(pool, phi, y)) j->changed = true;
        return phi;
    }
    j->changed = true;
    if (j->separator && x && y) {
        ex e = j->swapped ? ex_select(pool, j->separator, y, x) : ex_select(pool, j->separator, x, y);
        if (e) {
            join_range(j, e, x, y);
            return e;
        }
    }
    join_range(j, phi, x, y);
    ex_phi_add(pool, phi, x);
    ex_phi_add(pool, phi, y);
    return phi;
}

static ex value_at(const struct space *sp, const struct state *s, ex addr)
{
    uint32_t var;
    for (uint32_t i = s->ncells; i-- > 0;) {
        if (s->cells[i].addr == addr) return s->cells[i].value;
    }
    return ex_local_base(sp->pool, addr, &var) ? EX_NONE : state_load(sp, s, addr);
}

static void join_cells(struct join *j)
{
    struct state *to = j->to;
    const struct state *from = j->from;
    for (uint32_t i = 0; i < to->ncells; i++) {
        ex addr = to->cells[i].addr;
        ex other = value_at(j->sp, from, addr);
        to->cells[i].value = join_value(j, to->cells[i].value, other, SLOTS(j->sp->func) + addr);
    }
    for (uint32_t i = 0; i < from->ncells; i++) {
        ex addr = from->cells[i].addr;
        bool known = false;
        for (uint32_t k = 0; k < to->ncells && !known; k++) known = to->cells[k].addr == addr;
        if (known || to->ncells == MAX_MEMORY) continue;
        ex mine = value_at(j->sp, to, addr);
        if (mine == from->cells[i].value) continue;
        ex value = join_value(j, mine, from->cells[i].value, SLOTS(j->sp->func) + addr);
        to->cells[to->ncells++] = (struct cell){addr, value};
        j->changed = true;
    }
}

/* Whether the guarded fact holds in the state without being there: its guard does not, or it does by itself.
 */
static bool is_implied(const struct state *s, const struct fact *f)
{
    const struct fact *g = state_fact(s, f->guard), *plain = state_fact(s, f->e);
    if (g && (f->when ? fact_is_zero(g) : fact_is_nonzero(g))) return true;
    return plain && range_within(plain->in, f->in);
}

/* Whether the state says the same under the same guard. */
static bool has_guarded(const struct state *s, const struct fact *f)
{
    for (uint32_t i = 0; i < s->nfacts; i++) {
        const struct fact *g = &s->facts[i];
        if (g->e == f->e && g->guard == f->guard && g->when == f->when && range_equal(g->in, f->in))
            return true;
    }
    return false;
}

static void add_guarded(struct join *j, const struct fact *f)
{
    if (j->nguarded == MAX_GUARDED) return;
    if (!has_guarded(j->to, f)) j->changed = true;
    j->guarded[j->nguarded++] = *f;
}

/* Facts that only one side knows hold where the separator is as it was there. */
static void guard_facts(struct join *j, const struct state *side, const struct state *other, bool when)
{
    for (uint32_t i = 0; i < side->nfacts; i++) {
        struct fact f = side->facts[i];
        if (f.guard) {
            bool said = has_guarded(other, &f);
            if (said ? side == j->to : is_implied(other, &f))
                add_guarded(j, &f);
            else if (side == j->to)
                j->changed = true;
        } else if (j->separator && f.e != j->separator && !state_fact(other, f.e)) {
            f.guard = j->separator;
            f.when = when;
            add_guarded(j, &f);
        }
    }
}

/* Whether the fact is of a phi that this join has made anew. */
static bool is_renewed(struct join *j, const struct fact *x)
{
    bool renewed = false;
    for (unsigned k = 0; k < j->nranges; k++) {
        if (j->ranges[k].e != x->e) continue;
        renewed = true;
        if (!range_equal(j->ranges[k].in, x->in)) j->changed = true;
    }
    return renewed;
}

static void join_facts(struct join *j)
{
    uint32_t kept = 0;
    guard_facts(j, j->to, j->from, !j->swapped);
    guard_facts(j, j->from, j->to, j->swapped);
    for (uint32_t i = 0; i < j->to->nfacts; i++) {
        struct fact x = j->to->facts[i];
        const struct fact *y = state_fact(j->from, x.e);
        if (x.guard || is_renewed(j, &x)) continue;
        if (!y) {
            j->changed = true;
            continue;
        }
        struct range in = range_join(x.in, y->in);
        if (!range_equal(in, x.in)) j->changed = true;
        if (!range_is_all(in)) j->to->facts[kept++] = (struct fact){.e = x.e, .in = in};
    }
    for (unsigned i = 0; i < j->nguarded && kept < MAX_FACTS - MAX_RANGES; i++)
        j->to->facts[kept++] = j->guarded[i];
    j->to->nfacts = kept;
}

static bool is_held(const struct state *s, const struct held *lock)
{
    for (uint8_t i = 0; i < s->nheld; i++) {
        if (s->held[i].rule->name == lock->rule->name) return true;
    }
    return false;
}

/* Locks held in both, and those that sleep held in either: that a function may take one of those instead of
 * one that spins is what its callers rest on. The levels are equal already. */
static void join_held(struct join *j)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < j->to->nheld; i++) {
        struct held lock = j->to->held[i];
        if (lock.rule->sleeps || is_held(j->from, &lock)) j->to->held[kept++] = lock;
    }
    bool merged = j->to->merged || j->from->merged || kept != j->to->nheld || kept != j->from->nheld;
    if (kept != j->to->nheld || merged != j->to->merged) j->changed = true;
    j->to->merged = merged;
    j->to->nheld = kept;
    for (uint8_t i = 0; i < j->from->nheld; i++) {
        const struct held *lock = &j->from->held[i];
        if (!lock->rule->sleeps || is_held(j->to, lock) || j->to->nheld == MAX_HELD) continue;
        j->to->held[j->to->nheld++] = *lock;
        j->changed = true;
    }
}

bool state_join(struct space *sp, struct state *to, const struct state *from, uint32_t block)
{
    struct join j = {.sp = sp, .to = to, .from = from, .block = block};
    if (to->ctx.known != from->ctx.known) {
        bool lost = to->ctx.known == KNOWN_LOST || from->ctx.known == KNOWN_LOST;
        uint8_t known = lost ? KNOWN_LOST : KNOWN_NOTHING;
        j.changed = known != to->ctx.known;
        to->ctx.known = known;
    }
    j.separator = separating_fact(to, from, &j.swapped);
    for (uint32_t v = 0; v < SLOTS(sp->func); v++) to->env[v] = join_value(&j, to->env[v], from->env[v], v);
    join_cells(&j);
    join_facts(&j);
    add_ranges(&j);
    join_held(&j);
    return j.changed;
}

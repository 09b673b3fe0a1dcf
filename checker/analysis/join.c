/* The join of two states of equal context. See state.h.
 *
 * A value that differs becomes `c ? x : y` if some fact c is known to hold in one state and known not to hold
 * in the other: so `gfp = atomic ? GFP_ATOMIC : GFP_KERNEL` keeps its meaning through the merge. Without such
 * a fact it becomes a phi of this block and place, which remembers up to EX_PHI_INPUTS values.
 */
#include "analysis/state.h"

#include <string.h>

static bool is_zero(const struct fact *f)
{
    return f->low == 0 && f->high == 0;
}
static bool is_nonzero(const struct fact *f)
{
    return f->nonzero || f->low > 0 || f->high < 0;
}

static const struct fact *find(const struct state *s, ex e)
{
    for (uint32_t i = s->nfacts; i-- > 0;) {
        if (s->facts[i].e == e) return &s->facts[i];
    }
    return NULL;
}

/* The latest fact that is true in `a` and false in `b` (or the other way round: *swapped). */
static ex separating_fact(const struct state *a, const struct state *b, bool *swapped)
{
    for (uint32_t i = a->nfacts; i-- > 0;) {
        const struct fact *x = &a->facts[i], *y = find(b, x->e);
        if (!y) continue;
        *swapped = is_zero(x);
        if ((is_nonzero(x) && is_zero(y)) || (is_zero(x) && is_nonzero(y))) return x->e;
    }
    return EX_NONE;
}

enum { MAX_RANGES = 12 };

struct join {
    struct space *sp;
    struct state *to;
    const struct state *from;
    ex separator;
    bool swapped, changed;
    uint32_t block;
    unsigned nranges;
    struct fact ranges[MAX_RANGES]; /* what both sides know of values that became phis */
};

/* What holds of the phi because it holds of either value: the joined result of a trylock wrapper is still 0
 * or 1. */
static void join_range(struct join *j, ex phi, ex x, ex y)
{
    int64_t l1, h1, l2, h2;
    if (!x || !y || j->nranges == MAX_RANGES) return;
    state_range(j->sp, j->to, x, &l1, &h1);
    state_range(j->sp, j->from, y, &l2, &h2);
    bool nonzero = state_truth(j->sp, j->to, x) == 1 && state_truth(j->sp, j->from, y) == 1;
    struct fact f = {phi, MIN(l1, l2), MAX(h1, h2), nonzero};
    if (f.low != INT64_MIN || f.high != INT64_MAX || f.nonzero) j->ranges[j->nranges++] = f;
}

static void add_ranges(struct join *j)
{
    for (unsigned i = 0; i < j->nranges && j->to->nfacts < MAX_FACTS; i++)
        j->to->facts[j->to->nfacts++] = j->ranges[i];
}

static ex join_value(struct join *j, ex x, ex y, uint32_t slot)
{
    struct ex_pool *pool = j->sp->pool;
    if (x == y) return x;
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
    return ex_local_base(sp->pool, addr, &var) ? EX_NONE : ex_load(sp->pool, addr);
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

static void join_facts(struct join *j)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < j->to->nfacts; i++) {
        struct fact x = j->to->facts[i];
        const struct fact *y = find(j->from, x.e);
        bool renewed = false; /* of a phi that this join has made anew */
        for (unsigned k = 0; k < j->nranges; k++) {
            if (j->ranges[k].e != x.e) continue;
            renewed = true;
            if (j->ranges[k].low != x.low || j->ranges[k].high != x.high) j->changed = true;
        }
        if (renewed) continue;
        if (!y) {
            j->changed = true;
            continue;
        }
        struct fact z = {x.e, MIN(x.low, y->low), MAX(x.high, y->high), is_nonzero(&x) && is_nonzero(y)};
        if (z.low != x.low || z.high != x.high || z.nonzero != is_nonzero(&x)) j->changed = true;
        if (z.low == INT64_MIN && z.high == INT64_MAX && !z.nonzero) continue;
        j->to->facts[kept++] = z;
    }
    j->to->nfacts = kept;
}

/* Locks held in both; only messages depend on it, the levels are equal already. */
static void join_held(struct join *j)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < j->to->nheld; i++) {
        bool in_both = false;
        for (uint8_t k = 0; k < j->from->nheld; k++)
            in_both |= j->from->held[k].rule->name == j->to->held[i].rule->name;
        if (in_both) j->to->held[kept++] = j->to->held[i];
    }
    if (kept != j->to->nheld) j->changed = true;
    j->to->nheld = kept;
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

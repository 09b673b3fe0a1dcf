/* What a state knows of a value: intervals, truth, bits; and what a branch adds. See state.h. */
#include "analysis/state.h"

/* Constants this low are error pointers seen as signed numbers: a comparison with them is an unsigned one
 * (IS_ERR_VALUE()), of which an interval says nothing. */
enum { UNSIGNED_BELOW = -1024 };

/* Phis lead from one value to others without end: a question that takes more steps than these is open. */
enum { MAX_STEPS = 96 };

static bool enter(const struct space *sp)
{
    if (!sp->budget->nested++) sp->budget->steps = 0;
    return ++sp->budget->steps <= MAX_STEPS;
}

static void leave(const struct space *sp)
{
    sp->budget->nested--;
}

bool fact_is_nonzero(const struct fact *f)
{
    return range_is_nonzero(f->in);
}

bool fact_is_zero(const struct fact *f)
{
    return range_is_zero(f->in);
}

const struct fact *state_fact(const struct state *s, ex e)
{
    for (uint32_t i = s->nfacts; i-- > 0;) {
        if (s->facts[i].e == e && !s->facts[i].guard) return &s->facts[i];
    }
    return NULL;
}

/* Whether a branch has said that the guard is as it should be. */
static bool guard_holds(const struct state *s, const struct fact *f)
{
    const struct fact *g = state_fact(s, f->guard);
    return g && (f->when ? fact_is_nonzero(g) : fact_is_zero(g));
}

/* The fact itself, or else one whose guard holds. */
static const struct fact *find_fact(const struct state *s, ex e)
{
    const struct fact *f = state_fact(s, e);
    for (uint32_t i = s->nfacts; !f && i-- > 0;) {
        if (s->facts[i].e == e && guard_holds(s, &s->facts[i])) f = &s->facts[i];
    }
    return f;
}

static struct range values(const struct space *sp, const struct state *s, ex e);

/* What a phi may be if all that it is made of are constants. */
static struct range range_of_phi(const struct ex_pool *pool, ex phi)
{
    ex in[EX_PHI_INPUTS];
    unsigned k = ex_phi_inputs(pool, phi, in);
    struct range all = RANGE_ALL;
    for (unsigned i = 0; i < k; i++) {
        int64_t v;
        if (!ex_is_const(pool, in[i], &v)) return RANGE_ALL;
        all = i ? range_join(all, range_one(v)) : range_one(v);
    }
    return all;
}

/* What it may be by its form alone. */
static struct range range_of_form(const struct space *sp, const struct state *s, ex e)
{
    const struct ex_node n = *ex_node(sp->pool, e);
    int64_t mask;
    switch ((enum ex_kind)n.kind) {
    case EXK_CONST: return range_one(n.value);
    case EXK_SELECT: {
        int t = state_truth(sp, s, n.a);
        struct range r = values(sp, s, t == 0 ? n.c : n.b);
        return t < 0 ? range_join(r, values(sp, s, n.c)) : r;
    }
    case EXK_PHI: return range_of_phi(sp->pool, e);
    case EXK_UNARY: return n.sub == IR_NOT ? range_of(0, 1, 0) : RANGE_ALL;
    case EXK_BINARY:
        if (n.sub == IR_EQ || n.sub == IR_LT) return range_of(0, 1, 0);
        if (n.sub == IR_AND && ex_is_const(sp->pool, n.b, &mask) && mask >= 0) return range_of(0, mask, 0);
        return RANGE_ALL;
    default: return RANGE_ALL;
    }
}

/* Facts and form; what state_truth() finds out beyond them is not in it. */
static struct range values(const struct space *sp, const struct state *s, ex e)
{
    struct range r = RANGE_ALL;
    if (enter(sp)) {
        const struct fact *f = find_fact(s, e);
        r = range_of_form(sp, s, e);
        if (f) r = range_meet(r, f->in);
    }
    leave(sp);
    return r;
}

static void known_bits(const struct space *sp, const struct state *s, ex e, int depth, uint64_t *ones,
                       uint64_t *zeros);

/* `(flags & MASK) == MASK`: 1, 0, or -1 if not every bit is known, or one that differs. */
static int truth_of_bits(const struct space *sp, const struct state *s, ex e, uint64_t value)
{
    uint64_t ones = 0, zeros = 0;
    const struct ex_node *n = ex_node(sp->pool, e);
    if (n->kind != EXK_BINARY || n->sub != IR_AND) return -1;
    if (enter(sp)) known_bits(sp, s, e, 0, &ones, &zeros);
    leave(sp);
    if ((ones & ~value) | (zeros & value)) return 0;
    return (ones | zeros) == UINT64_MAX ? 1 : -1;
}

static int truth_compare(const struct space *sp, const struct state *s, const struct ex_node *n)
{
    int64_t c;
    if (!ex_is_const(sp->pool, n->b, &c)) return -1;
    if (n->sub == IR_LT && c < UNSIGNED_BELOW) return -1;
    struct range r = values(sp, s, n->a);
    if (n->sub == IR_EQ)
        return !range_has(r, c) ? 0 : range_is_one(r) ? 1 : truth_of_bits(sp, s, n->a, (uint64_t)c);
    return r.high < c ? 1 : r.low >= c ? 0 : -1;
}

static int truth_phi(const struct space *sp, const struct state *s, ex phi)
{
    ex in[EX_PHI_INPUTS];
    unsigned k = ex_phi_inputs(sp->pool, phi, in);
    int all = -1;
    for (unsigned i = 0; i < k; i++) {
        /* a phi may be its own input by way of another: look one level deep only */
        int t = ex_node(sp->pool, in[i])->kind == EXK_PHI ? -1 : state_truth(sp, s, in[i]);
        if (t < 0 || (i > 0 && t != all)) return -1;
        all = t;
    }
    return all;
}

/* The tests of the context that the state itself answers. */
static int truth_context(const struct state *s, uint32_t kind)
{
    const int8_t *level = s->ctx.level;
    switch (kind) {
    case RULE_FACT_INTERRUPT:
        if (s->ctx.known == KNOWN_INTERRUPT || level[LEVEL_BH] > 0) return 1;
        return -1;
    case RULE_FACT_TASK: return s->ctx.known == KNOWN_INTERRUPT ? 0 : -1;
    case RULE_FACT_IRQS_OFF: return level[LEVEL_IRQ] > 0 ? 1 : -1;
    case RULE_FACT_ATOMIC:
        if (s->ctx.known == KNOWN_ATOMIC || s->ctx.known == KNOWN_INTERRUPT) return 1;
        return level[LEVEL_PREEMPT] > 0 || level[LEVEL_BH] > 0 ? 1 : -1;
    case RULE_FACT_CAN_SLEEP:
        if (s->ctx.known == KNOWN_CAN_SLEEP) return 1;
        if (level[LEVEL_PREEMPT] > 0 || level[LEVEL_BH] > 0 || level[LEVEL_IRQ] > 0) return 0;
        return s->ctx.known == KNOWN_NOTHING ? -1 : 0;
    default: return -1;
    }
}

/* What is known of something that a branch has found equal to `e`. */
static int truth_of_equal(const struct space *sp, const struct state *s, ex e)
{
    for (uint32_t i = 0; i < s->nfacts; i++) {
        const struct ex_node *n = ex_node(sp->pool, s->facts[i].e);
        if (n->kind != EXK_BINARY || n->sub != IR_EQ || !fact_is_nonzero(&s->facts[i]) || s->facts[i].guard ||
            (n->a != e && n->b != e))
            continue;
        const struct fact *f = find_fact(s, n->a == e ? n->b : n->a);
        if (f && fact_is_nonzero(f)) return 1;
        if (f && fact_is_zero(f)) return 0;
    }
    return -1;
}

static int find_truth(const struct space *sp, const struct state *s, ex e)
{
    const struct ex_node n = *ex_node(sp->pool, e);
    const struct fact *f = find_fact(s, e);
    if (f && fact_is_nonzero(f)) return 1;
    if (f && fact_is_zero(f)) return 0;
    int t, u;
    switch ((enum ex_kind)n.kind) {
    case EXK_CONST: return n.value != 0;
    case EXK_GLOBAL:
    case EXK_FUNC:
    case EXK_STRING:
    case EXK_LOCAL:
    case EXK_RESULT:
    case EXK_FIELD:
    case EXK_INDEX: return 1;
    case EXK_FACT: return truth_context(s, n.a);
    case EXK_UNARY:
        t = state_truth(sp, s, n.a);
        return n.sub != IR_NOT || t < 0 ? (n.sub == IR_NEG ? t : -1) : !t;
    case EXK_BINARY:
        if (n.sub == IR_EQ || n.sub == IR_LT) return truth_compare(sp, s, &n);
        if (n.sub == IR_OR) {
            t = state_truth(sp, s, n.a), u = state_truth(sp, s, n.b);
            return t == 1 || u == 1 ? 1 : t == 0 && u == 0 ? 0 : -1;
        }
        if (n.sub == IR_AND) {
            int64_t mask;
            if (ex_is_const(sp->pool, n.b, &mask)) return state_has_bits(sp, s, n.a, mask);
            if (state_truth(sp, s, n.a) == 0 || state_truth(sp, s, n.b) == 0) return 0;
        }
        break;
    case EXK_SELECT:
        t = state_truth(sp, s, n.a);
        if (t >= 0) return state_truth(sp, s, t ? n.b : n.c);
        t = state_truth(sp, s, n.b), u = state_truth(sp, s, n.c);
        return t == u ? t : -1;
    case EXK_PHI:
        t = truth_phi(sp, s, e);
        if (t >= 0) return t;
        break;
    case EXK_LOAD:
    case EXK_PARAM:
        t = truth_of_equal(sp, s, e);
        if (t >= 0) return t;
        break;
    default: break;
    }
    struct range r = values(sp, s, e);
    return range_is_nonzero(r) ? 1 : range_is_zero(r) ? 0 : -1;
}

int state_truth(const struct space *sp, const struct state *s, ex e)
{
    int t = enter(sp) ? find_truth(sp, s, e) : -1;
    leave(sp);
    return t;
}

struct range state_range(const struct space *sp, const struct state *s, ex e)
{
    struct range r = values(sp, s, e);
    int t = state_truth(sp, s, e);
    if (t == 0) return range_meet(r, range_one(0));
    return t == 1 ? range_without(r, 0) : r;
}

/* Bits known to be one and known to be zero. */
static void known_bits(const struct space *sp, const struct state *s, ex e, int depth, uint64_t *ones,
                       uint64_t *zeros)
{
    const struct ex_node n = *ex_node(sp->pool, e);
    uint64_t o = 0, z = 0, o2 = 0, z2 = 0;
    *ones = *zeros = 0;
    if (depth > 12 || ++sp->budget->steps > MAX_STEPS) return;
    const struct fact *f = find_fact(s, e);
    if (f && range_is_one(f->in)) {
        *ones = (uint64_t)f->in.low, *zeros = ~(uint64_t)f->in.low;
        return;
    }
    switch ((enum ex_kind)n.kind) {
    case EXK_CONST: *ones = (uint64_t)n.value, *zeros = ~(uint64_t)n.value; return;
    case EXK_UNARY:
        if (n.sub == IR_COMPL) known_bits(sp, s, n.a, depth + 1, zeros, ones);
        return;
    case EXK_BINARY:
        known_bits(sp, s, n.a, depth + 1, &o, &z);
        known_bits(sp, s, n.b, depth + 1, &o2, &z2);
        if (n.sub == IR_OR) *ones = o | o2, *zeros = z & z2;
        if (n.sub == IR_AND) *ones = o & o2, *zeros = z | z2;
        if (n.sub == IR_XOR) *ones = (o & z2) | (z & o2), *zeros = (o & o2) | (z & z2);
        return;
    case EXK_SELECT: {
        int t = state_truth(sp, s, n.a);
        known_bits(sp, s, t == 0 ? n.c : n.b, depth + 1, &o, &z);
        o2 = o, z2 = z;
        if (t < 0) known_bits(sp, s, n.c, depth + 1, &o2, &z2);
        *ones = o & o2, *zeros = z & z2;
        return;
    }
    case EXK_PHI: {
        ex in[EX_PHI_INPUTS];
        unsigned k = ex_phi_inputs(sp->pool, e, in);
        for (unsigned i = 0; i < k; i++) {
            known_bits(sp, s, in[i], depth + 4, &o2, &z2);
            o = i ? o & o2 : o2, z = i ? z & z2 : z2;
        }
        *ones = o, *zeros = z;
        return;
    }
    default: return;
    }
}

int state_has_bits(const struct space *sp, const struct state *s, ex e, int64_t mask)
{
    uint64_t ones = 0, zeros = 0, m = (uint64_t)mask;
    if (enter(sp)) known_bits(sp, s, e, 0, &ones, &zeros);
    leave(sp);
    return ones & m ? 1 : (zeros & m) == m ? 0 : -1;
}

static struct fact *fact_of(struct state *s, ex e)
{
    for (uint32_t i = 0; i < s->nfacts; i++) {
        if (s->facts[i].e == e && !s->facts[i].guard) return &s->facts[i];
    }
    if (s->nfacts == MAX_FACTS) { /* the oldest fact is the least likely to be tested again */
        for (uint32_t i = 1; i < s->nfacts; i++) s->facts[i - 1] = s->facts[i];
        s->nfacts--;
    }
    s->facts[s->nfacts] = (struct fact){.e = e, .in = RANGE_ALL};
    return &s->facts[s->nfacts++];
}

bool state_assume_range(const struct space *sp, struct state *s, ex e, struct range in)
{
    if (!e || range_is_all(in)) return true;
    if (range_is_nonzero(in) && !state_assume(sp, s, e, true)) return false;
    in = range_meet(state_range(sp, s, e), in);
    if (range_is_empty(in)) return false;
    if (ex_node(sp->pool, e)->kind != EXK_CONST) fact_of(s, e)->in = in;
    return true;
}

static bool assume_compare(const struct space *sp, struct state *s, const struct ex_node *n, bool holds)
{
    int64_t c;
    if (!ex_is_const(sp->pool, n->b, &c)) return true;
    if (n->sub == IR_EQ) {
        struct range in = range_one(c);
        if (!holds) in = range_without(values(sp, s, n->a), c);
        return state_assume_range(sp, s, n->a, in);
    }
    if (c < UNSIGNED_BELOW || c == INT64_MIN) return true;
    return state_assume_range(sp, s, n->a, holds ? range_of(INT64_MIN, c - 1, 0) : range_of(c, INT64_MAX, 0));
}

/* A selection that is (non)zero tells which arm it was, if only one can be. */
static bool assume_select(const struct space *sp, struct state *s, const struct ex_node *n, bool nonzero)
{
    bool first = state_truth(sp, s, n->b) != !nonzero, second = state_truth(sp, s, n->c) != !nonzero;
    if (!first && !second) return false;
    if (first && second) return true;
    return state_assume(sp, s, n->a, first) && state_assume(sp, s, first ? n->b : n->c, nonzero);
}

/* A merged value that is (non)zero is the only input that can be. */
static bool assume_phi(const struct space *sp, struct state *s, ex phi, bool nonzero)
{
    ex in[EX_PHI_INPUTS], only = EX_NONE;
    unsigned k = ex_phi_inputs(sp->pool, phi, in);
    for (unsigned i = 0; i < k; i++) {
        if (state_truth(sp, s, in[i]) == !nonzero) continue;
        if (only) return true;
        only = in[i];
    }
    return !only || ex_node(sp->pool, only)->kind == EXK_PHI || state_assume(sp, s, only, nonzero);
}

/* A test of the context that came out so. That it is no interrupt does not say that it may sleep. */
static void assume_context(struct state *s, uint32_t kind, bool holds)
{
    if (s->ctx.known == KNOWN_LOST) return;
    if (kind == RULE_FACT_INTERRUPT && holds) s->ctx.known = KNOWN_INTERRUPT;
    if (kind == RULE_FACT_TASK && !holds) s->ctx.known = KNOWN_INTERRUPT;
    if (kind == RULE_FACT_IRQS_OFF && holds) s->ctx.known = KNOWN_ATOMIC;
    if (kind == RULE_FACT_ATOMIC) s->ctx.known = holds ? KNOWN_ATOMIC : KNOWN_CAN_SLEEP;
    if (kind == RULE_FACT_CAN_SLEEP) s->ctx.known = holds ? KNOWN_CAN_SLEEP : KNOWN_ATOMIC;
}

bool state_assume(const struct space *sp, struct state *s, ex e, bool nonzero)
{
    if (!e) return true;
    int t = state_truth(sp, s, e);
    if (t >= 0) return t == nonzero;
    const struct ex_node n = *ex_node(sp->pool, e);
    if (n.kind == EXK_UNARY && n.sub == IR_NOT) return state_assume(sp, s, n.a, !nonzero);
    struct fact *f = fact_of(s, e);
    f->in = nonzero ? range_without(f->in, 0) : range_one(0);
    if (n.kind == EXK_FACT) assume_context(s, n.a, nonzero);
    if (n.kind == EXK_BINARY && (n.sub == IR_EQ || n.sub == IR_LT)) return assume_compare(sp, s, &n, nonzero);
    if (n.kind == EXK_BINARY && n.sub == IR_OR && !nonzero)
        return state_assume(sp, s, n.a, false) && state_assume(sp, s, n.b, false);
    if (n.kind == EXK_BINARY && n.sub == IR_AND && nonzero)
        return state_assume(sp, s, n.a, true) && state_assume(sp, s, n.b, true);
    if (n.kind == EXK_SELECT) return assume_select(sp, s, &n, nonzero);
    if (n.kind == EXK_PHI) return assume_phi(sp, s, e, nonzero);
    return true;
}

/* One choice less, if it is known or has but one way that can be followed; `e` itself if not. */
static ex followed(const struct space *sp, const struct state *s, ex e)
{
    const struct ex_node n = *ex_node(sp->pool, e);
    ex in[EX_PHI_INPUTS], only = EX_NONE;
    unsigned k = 0;
    if (n.kind == EXK_SELECT) {
        int t = state_truth(sp, s, n.a);
        if (t != 0) in[k++] = n.b;
        if (t != 1) in[k++] = n.c;
    } else if (n.kind == EXK_PHI) {
        k = ex_phi_inputs(sp->pool, e, in);
    }
    for (unsigned i = 0; i < k; i++) {
        if (ex_node(sp->pool, in[i])->kind == EXK_CONST) continue;
        if (only) return e;
        only = in[i];
    }
    return only ? only : e;
}

ex state_pointee(const struct space *sp, const struct state *s, ex e)
{
    enum { MAX_CHOICES = 6 };
    for (int i = 0; i < MAX_CHOICES; i++) {
        ex next = followed(sp, s, e);
        if (next == e) break;
        e = next;
    }
    return e;
}

/* The fixpoint over one function's blocks. See solver.h.
 *
 * Blocks are in reverse postorder, so going round them in order meets nearly all predecessors first. A
 * function without loops is done in one round, and that round collects; others are solved first and collected
 * in a last round.
 */
#include "analysis/solver.h"

#include <string.h>

struct state *solver_state(struct solver *sv)
{
    if (sv->spare->len) return g_ptr_array_steal_index_fast(sv->spare, sv->spare->len - 1);
    return arena_alloc(sv->an->scratch, state_size(sv->f));
}

void solver_drop(struct solver *sv, struct state *s)
{
    g_ptr_array_add(sv->spare, s);
}

struct state *solver_fork(struct solver *sv, struct forks *forks, const struct state *s)
{
    if (forks->n == MAX_FORKS) {
        sv->an->stats.too_many++;
        return NULL;
    }
    struct state *copy = solver_state(sv);
    state_copy(copy, s, sv->f);
    forks->at[forks->n++] = copy;
    return copy;
}

static bool is_live(const struct solver *sv, uint32_t block, uint32_t var)
{
    return sv->live[(size_t)block * sv->words + var / 64] >> (var % 64) & 1;
}

/* At a loop's head: what the loop assigns is unknown, whichever round this is. */
static void enter_loop(struct solver *sv, struct state *s, uint32_t head)
{
    const struct loop *loop = sv->loops[head];
    for (uint32_t v = 0; v < sv->f->nvars; v++) {
        if (!(loop->vars[v / 64] >> (v % 64) & 1) || !is_live(sv, head, v)) continue;
        ex phi = ex_leaf(sv->sp.pool, EXK_PHI, head, v);
        ex_phi_add(sv->sp.pool, phi, EX_NONE);
        state_forget_value(&sv->sp, s, phi);
        if (!sv->f->vars[v].aggregate) s->env[v] = phi;
    }
    for (guint i = 0; i < loop->fields->len; i++)
        state_forget_field(&sv->sp, s, g_array_index(loop->fields, sym, i));
}

/* A loop that changes the levels from round to round takes locks in a way that counting cannot follow. */
static void lose_levels(struct solver *sv, struct state *s, const struct state *first)
{
    memcpy(s->ctx.level, first->ctx.level, sizeof s->ctx.level);
    s->ctx.known = KNOWN_LOST;
    sv->an->stats.lost_levels++;
}

static bool differ(const struct solver *sv, ex a, ex b)
{
    int64_t x, y;
    return a && b && ex_is_const(sv->sp.pool, a, &x) && ex_is_const(sv->sp.pool, b, &y) && x != y;
}

/* Whether one state can stand for both. Values that a test of the context has led to are kept apart: else
 * whoever asks `bool can_sleep(void)`, or a variable, hears nothing. */
static bool may_join(const struct solver *sv, const struct state *a, const struct state *b)
{
    if (!levels_equal(&a->ctx, &b->ctx)) return false;
    if (a->ctx.known == b->ctx.known || a->ctx.known == KNOWN_LOST || b->ctx.known == KNOWN_LOST) return true;
    for (uint32_t v = 0; v < SLOTS(sv->f); v++)
        if (differ(sv, a->env[v], b->env[v])) return false;
    return true;
}

/* `s` is consumed. */
static void arrive(struct solver *sv, struct block_states *to, uint32_t block, struct state *s)
{
    for (unsigned i = 0; i < to->n; i++) {
        if (!may_join(sv, to->at[i], s)) continue;
        if (state_join(&sv->sp, to->at[i], s, block)) to->fresh[i] = true;
        solver_drop(sv, s);
        return;
    }
    if (to->n == MAX_STATES) {
        sv->an->stats.too_many++;
        solver_drop(sv, s);
        return;
    }
    to->at[to->n] = s;
    to->fresh[to->n++] = true;
    sv->an->stats.states++;
}

static void flow(struct solver *sv, uint32_t from, uint32_t to, const struct state *s)
{
    struct state *next = solver_state(sv);
    state_copy(next, s, sv->f);
    for (uint32_t v = 0; v < sv->f->nvars; v++) {
        if (!is_live(sv, to, v)) next->env[v] = EX_NONE;
    }
    if (sv->loops[to]) {
        enter_loop(sv, next, to);
        if (from >= to && sv->blocks[to].n) {
            bool known = false;
            for (unsigned i = 0; i < sv->blocks[to].n; i++)
                known |= levels_equal(&sv->blocks[to].at[i]->ctx, &next->ctx);
            if (!known) lose_levels(sv, next, sv->blocks[to].at[0]);
        }
    }
    arrive(sv, &sv->blocks[to], to, next);
}

static void branch(struct solver *sv, uint32_t from, const struct ir_insn *i, struct state *s)
{
    ex cond = solver_value(sv, s, i->a);
    for (int side = 0; side < 2; side++) {
        struct state *copy = solver_state(sv);
        state_copy(copy, s, sv->f);
        uint8_t known = copy->ctx.known;
        if (state_assume(&sv->sp, copy, cond, side == 0)) {
            if (copy->ctx.known != known) copy->known_insn = (uint32_t)(i - sv->f->insns);
            flow(sv, from, i->block[side], copy);
        }
        solver_drop(sv, copy);
    }
}

static void switch_on(struct solver *sv, uint32_t from, const struct ir_insn *i, struct state *s)
{
    ex value = solver_value(sv, s, i->a);
    int64_t v;
    bool constant = ex_is_const(sv->sp.pool, value, &v);
    bool otherwise = true;
    for (uint32_t n = 0; n < i->ncases; n++) {
        const struct ir_case *c = &sv->f->cases[i->cases + n];
        struct state *copy = solver_state(sv);
        state_copy(copy, s, sv->f);
        bool feasible = state_assume_range(&sv->sp, copy, value, range_of(c->low, c->high, 0));
        /* the same test written with == elsewhere */
        if (feasible && c->low == c->high && value)
            feasible = state_assume(
                &sv->sp, copy, ex_binary(sv->sp.pool, IR_EQ, value, ex_const(sv->sp.pool, c->low)), true);
        if (feasible) flow(sv, from, c->block, copy);
        solver_drop(sv, copy);
        if (constant && v >= c->low && v <= c->high) otherwise = false;
    }
    struct state *rest = solver_state(sv);
    state_copy(rest, s, sv->f);
    struct range left = value ? state_range(&sv->sp, rest, value) : RANGE_ALL;
    for (uint32_t n = 0; n < i->ncases && otherwise && value; n++) {
        const struct ir_case *c = &sv->f->cases[i->cases + n];
        if (c->low != c->high) continue;
        left = range_without(left, c->low);
        if (i->ncases > 8) continue;
        ex eq = ex_binary(sv->sp.pool, IR_EQ, value, ex_const(sv->sp.pool, c->low));
        otherwise = state_assume(&sv->sp, rest, eq, false);
    }
    if (otherwise && state_assume_range(&sv->sp, rest, value, left)) flow(sv, from, i->block[0], rest);
    solver_drop(sv, rest);
}

static void leave(struct solver *sv, const struct ir_insn *i, struct state *s)
{
    struct state *end = solver_state(sv);
    state_copy(end, s, sv->f);
    ex result = EX_NONE;
    if (ir_val_kind(i->a) == IRV_VAR) {
        ex from = ex_leaf(sv->sp.pool, EXK_LOCAL, ir_val_index(i->a), 0);
        state_copy_aggregate(&sv->sp, end, ex_leaf(sv->sp.pool, EXK_RESULT, 0, 0), from);
    }
    if (i->a) result = solver_value(sv, end, i->a);
    memset(end->env, 0, sizeof(ex) * sv->f->nvars);
    end->env[RESULT_SLOT(sv->f)] = result;
    if (end->ctx.known == KNOWN_LOST) memset(end->ctx.level, 0, sizeof end->ctx.level);
    arrive(sv, &sv->returns, sv->f->nblocks, end);
}

static void terminate(struct solver *sv, uint32_t b, const struct ir_insn *i, struct state *s)
{
    switch ((enum ir_opcode)i->op) {
    case IR_JUMP: flow(sv, b, i->block[0], s); break;
    case IR_BRANCH: branch(sv, b, i, s); break;
    case IR_SWITCH: switch_on(sv, b, i, s); break;
    case IR_RETURN: leave(sv, i, s); break;
    default: break;
    }
}

static void execute(struct solver *sv, uint32_t b, const struct state *from)
{
    const struct ir_block *block = &sv->f->blocks[b];
    struct forks forks = {.n = 0};
    solver_fork(sv, &forks, from);
    uint32_t last = block->first + block->count - 1;
    for (uint32_t i = block->first; i < last; i++) {
        unsigned n = forks.n; /* states that the instruction adds have it behind them */
        for (unsigned k = 0; k < n; k++) {
            if (!forks.at[k]->dead) solver_step(sv, &forks, k, i);
        }
    }
    for (unsigned k = 0; k < forks.n; k++) {
        if (!forks.at[k]->dead) terminate(sv, b, &sv->f->insns[last], forks.at[k]);
        solver_drop(sv, forks.at[k]);
    }
}

/* One round over all blocks; returns whether a state changed behind it. */
static bool go_round(struct solver *sv, bool all)
{
    bool again = false;
    for (uint32_t b = 0; b < sv->f->nblocks; b++) {
        struct block_states *bs = &sv->blocks[b];
        for (unsigned i = 0; i < bs->n; i++) {
            if (!bs->fresh[i] && !all) continue;
            if (bs->rounds >= MAX_ROUNDS * MAX_STATES) continue;
            bs->fresh[i] = false;
            bs->rounds++;
            struct state *copy = solver_state(sv);
            state_copy(copy, bs->at[i], sv->f);
            execute(sv, b, copy);
            solver_drop(sv, copy);
        }
    }
    for (uint32_t b = 0; b < sv->f->nblocks && !again; b++) {
        for (unsigned i = 0; i < sv->blocks[b].n; i++)
            again |= sv->blocks[b].fresh[i] && sv->blocks[b].rounds < MAX_ROUNDS * MAX_STATES;
    }
    return again;
}

static void start(struct solver *sv)
{
    struct state *s = solver_state(sv);
    memset(s, 0, state_size(sv->f));
    for (uint32_t p = 0; p < sv->f->nparams; p++) {
        if (!sv->f->vars[p].aggregate) s->env[p] = ex_leaf(sv->sp.pool, EXK_PARAM, p, 0);
    }
    arrive(sv, &sv->blocks[0], 0, s);
}

static bool has_loop(const struct solver *sv)
{
    for (uint32_t b = 0; b < sv->f->nblocks; b++) {
        if (sv->cfg->is_head[b]) return true;
    }
    return false;
}

static void solve(struct solver *sv)
{
    start(sv);
    if (!has_loop(sv)) {
        sv->collect = true;
        go_round(sv, false);
        return;
    }
    while (go_round(sv, false)) {
    }
    sv->collect = true;
    for (uint32_t b = 0; b < sv->f->nblocks; b++) sv->blocks[b].rounds = 0;
    go_round(sv, true);
}

static const struct signature *signature_of(const struct ir_func *f, struct arena *arena)
{
    struct signature *s = ARENA_NEW(arena, struct signature);
    sym *params = ARENA_ARRAY(arena, sym, f->nparams);
    for (uint32_t i = 0; i < f->nparams; i++) params[i] = f->vars[i].name;
    *s = (struct signature){f->link, f->name, f->file, f->line, f->is_header, f->nparams, params};
    return s;
}

const struct summary *analysis_function(struct analysis *an, const struct ir_func *f, struct arena *arena)
{
    struct solver sv = {.an = an, .f = f};
    an->arena = arena;
    arena_reset(an->scratch);
    ex_pool_reset(an->pool);
    sv.sp = (struct space){.pool = an->pool, .func = f, .budget = &an->budget};
    sv.cfg = ir_cfg_new(an->scratch, f);
    sv.blocks = ARENA_ARRAY(an->scratch, struct block_states, f->nblocks);
    sv.spare = g_ptr_array_new();
    sv.events = g_ptr_array_new();
    sv.exporter = exporter_new(an->pool);
    sv.self = signature_of(f, arena);
    sv.first_call = an->calls->len;
    sv.first_note = an->field_notes->len;
    solver_liveness(&sv);
    solver_loops(&sv);
    solve(&sv);

    struct summary *s = ARENA_NEW(an->arena, struct summary);
    s->func = sv.self;
    solver_outcomes(&sv, s);
    s->nevents = sv.events->len;
    s->events = arena_dup(an->arena, sv.events->pdata, sizeof(void *) * sv.events->len);
    exporter_finish(sv.exporter, an->arena, s);

    an->stats.functions++;
    an->stats.blocks += f->nblocks;
    for (uint32_t b = 0; b < f->nblocks; b++) {
        if (sv.loops[b]) g_array_unref(sv.loops[b]->fields);
    }
    g_ptr_array_unref(sv.spare);
    g_ptr_array_unref(sv.events);
    return s;
}

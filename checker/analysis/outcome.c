/* How a function may return, for its summary. See summary.h. */
#include "analysis/solver.h"

#include <string.h>

static void export_result(struct solver *sv, const struct state *s, struct outcome *o)
{
    ex result = s->env[RESULT_SLOT(sv->f)];
    o->result = exporter_add(sv->exporter, result);
    o->in = result ? state_range(&sv->sp, s, result) : RANGE_ALL;
}

static const struct held_out *export_held(struct solver *sv, const struct held *held, unsigned n)
{
    struct held_out out[MAX_HELD];
    for (unsigned i = 0; i < n; i++)
        out[i] = (struct held_out){exporter_add(sv->exporter, held[i].lock), held[i].rule};
    return arena_dup(sv->an->arena, out, sizeof *out * n);
}

/* Whether the place outlives the call: memory of the caller's, or memory allocated here. */
static bool reaches_caller(const struct ex_pool *pool, ex addr)
{
    const struct ex_node *n = ex_node(pool, addr);
    if (n->entry) return true;
    while (n->kind == EXK_FIELD) n = ex_node(pool, n->a);
    return n->kind == EXK_ALLOC;
}

static void export_stores(struct solver *sv, const struct state *s, struct outcome *o, bool *truncated)
{
    struct store_out out[MAX_STORES];
    for (uint32_t i = 0; i < s->ncells; i++) {
        struct cell c = s->cells[i];
        if (!reaches_caller(sv->sp.pool, c.addr) || c.value == ex_load(sv->sp.pool, c.addr)) continue;
        if (o->nstores == MAX_STORES) {
            *truncated = true;
            break;
        }
        struct store_out *st = &out[o->nstores++];
        st->addr = exporter_add(sv->exporter, c.addr);
        st->value = exporter_add(sv->exporter, c.value);
    }
    o->stores = arena_dup(sv->an->arena, out, sizeof *out * o->nstores);
}

/* The only way to return says nothing new of the caller's values, but for one that it returns (a sequence
 * count that was even, for example), and for the mode of a lock that it leaves held. */
static void export_conds(struct solver *sv, const struct state *s, struct outcome *o)
{
    struct cond out[MAX_CONDS];
    ex part = EX_NONE;
    if (sv->returns.n == 1 && !s->nheld) {
        part = s->env[RESULT_SLOT(sv->f)];
        if (!part || ex_node(sv->sp.pool, part)->kind != EXK_LOAD) return;
    }
    o->nconds = (uint8_t)solver_path_conds(sv, s, part, out);
    o->conds = arena_dup(sv->an->arena, out, sizeof *out * o->nconds);
}

/* Whether a caller can tell the two apart, by the result or by what it passed. */
static bool distinguishable(const struct outcome *a, const struct outcome *b)
{
    if (!range_overlap(a->in, b->in)) return true;
    for (unsigned i = 0; i < a->nconds; i++) {
        for (unsigned k = 0; k < b->nconds; k++) {
            const struct cond *x = &a->conds[i], *y = &b->conds[k];
            if (x->e == y->e && !x->guard && !y->guard && !range_overlap(x->in, y->in)) return true;
        }
    }
    return false;
}

/* How much of "atomic" is left behind it. */
static int weight(const struct outcome *o)
{
    int w = 0;
    for (int i = 0; i < LEVEL_COUNT; i++) w += o->level[i];
    return w;
}

/* Of outcomes that can't be told apart the one is kept that leaves the least in force: to a caller the others
 * would look like locks that are held, on paths that may not exist. */
static unsigned keep_distinguishable(struct solver *sv, struct outcome *out, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = i + 1; k < n;) {
            if (distinguishable(&out[i], &out[k])) {
                k++;
                continue;
            }
            if (weight(&out[k]) < weight(&out[i])) out[i] = out[k];
            out[k] = out[--n];
            sv->an->stats.lost_levels++;
            k = i + 1;
        }
    }
    return n;
}

void solver_outcomes(struct solver *sv, struct summary *summary)
{
    struct outcome out[MAX_STATES];
    unsigned n = 0;
    summary->waits = sv->waits;
    for (unsigned i = 0; i < sv->returns.n; i++) {
        const struct state *s = sv->returns.at[i];
        struct outcome *o = &out[n++];
        *o = (struct outcome){.nheld = s->nheld, .nundone = s->nundone};
        memcpy(o->level, s->ctx.level, sizeof o->level);
        export_result(sv, s, o);
        o->held = export_held(sv, s->held, s->nheld);
        o->undone = export_held(sv, s->undone, s->nundone);
        export_stores(sv, s, o, &summary->truncated);
        export_conds(sv, s, o);
    }
    n = keep_distinguishable(sv, out, n);
    summary->noutcomes = MIN(n, MAX_OUTCOMES);
    summary->outcomes = arena_dup(sv->an->arena, out, sizeof *out * summary->noutcomes);
}

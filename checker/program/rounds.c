/* One round over the call graph, in worker processes. See inside.h.
 *
 * The parent knows which components wait for which, and gives a worker a bunch of components that wait for
 * none, of one part if it can be: a worker has the IR of that part at hand. Workers put results on the shelf,
 * where all of them find what their callees do.
 */
#include "program/inside.h"

#include <string.h>

/* Components that a worker is given at once. */
enum { MAX_BUNCH = 32 };

struct bunch {
    uint32_t first, n; /* of `queue` */
};

struct running {
    struct program *program;
    enum round round;
    struct order *order;
    uint32_t *component_of;  /* by node                                             */
    uint32_t *waiting;       /* by component: references to components not yet done */
    GArray *ready;           /* of components: a stack                              */
    GArray *suspects;        /* of a bunch that ended badly: to be tried one by one */
    uint32_t left;           /* components not yet done                             */
    uint32_t *queue, nqueue; /* on the shelf: components in the order they are given */
    struct bunch *bunches;   /* on the shelf, by job                                */
    uint32_t njobs;
};

static const node_id *members_of(const struct running *r, uint32_t c, uint32_t *n)
{
    *n = r->order->start[c + 1] - r->order->start[c];
    return r->order->nodes + r->order->start[c];
}

static uint32_t part_of(const struct running *r, uint32_t c)
{
    return r->program->graph->part_of[r->order->nodes[r->order->start[c]]];
}

/* ---- in a worker ---- */

static void solve(struct running *r, uint32_t c)
{
    struct program *p = r->program;
    uint32_t n;
    const node_id *members = members_of(r, c, &n);
    solve_component(p, members, n, order_recursive(r->order, p->graph, c), r->round);
}

static void do_bunch(void *context, uint32_t job, GByteArray *answer)
{
    struct running *r = context;
    struct analysis_stats did;
    for (uint32_t i = 0; i < r->bunches[job].n; i++) solve(r, r->queue[r->bunches[job].first + i]);
    analysis_stats_take(r->program->analysis, &did);
    g_byte_array_append(answer, (const guint8 *)&did, sizeof did);
    program_check_worker(r->program);
}

/* ---- in the parent ---- */

/* The component is done: those that waited for nothing else are ready. */
static void release(struct running *r, uint32_t c)
{
    const struct graph *g = r->program->graph;
    uint32_t n;
    const node_id *members = members_of(r, c, &n);
    r->left--;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = g->caller_start[members[i]]; k < g->caller_start[members[i] + 1]; k++) {
            uint32_t caller = r->component_of[g->callers[k]];
            if (caller != c && --r->waiting[caller] == 0) g_array_append_val(r->ready, caller);
        }
    }
}

static void finish(struct running *r, uint32_t c)
{
    uint32_t n;
    const node_id *members = members_of(r, c, &n);
    solve_finish(r->program, members, n, r->round);
    release(r, c);
}

/* Takes the top of the stack; false if there is nothing that must be solved. */
static bool take_ready(struct running *r, uint32_t *out)
{
    while (r->ready->len > 0) {
        uint32_t c = g_array_index(r->ready, uint32_t, r->ready->len - 1), n;
        const node_id *members = members_of(r, c, &n);
        g_array_set_size(r->ready, r->ready->len - 1);
        *out = c;
        if (solve_needed(r->program, members, n, r->round)) return true;
        release(r, c);
    }
    return false;
}

static uint32_t next_bunch(void *context)
{
    struct running *r = context;
    struct bunch *b = &r->bunches[r->njobs];
    uint32_t c, limit = CLAMP(r->ready->len / (2 * r->program->options.workers), 1, MAX_BUNCH);
    *b = (struct bunch){r->nqueue, 0};
    if (r->suspects->len > 0) {
        r->queue[r->nqueue++] = g_array_index(r->suspects, uint32_t, r->suspects->len - 1);
        g_array_set_size(r->suspects, r->suspects->len - 1);
        limit = 0;
    }
    while (r->nqueue - b->first < limit && take_ready(r, &c)) {
        r->queue[r->nqueue++] = c;
        if (part_of(r, c) != part_of(r, r->queue[b->first])) break;
    }
    b->n = r->nqueue - b->first;
    if (b->n > 0) return r->njobs++;
    return r->left > 0 ? POOL_LATER : POOL_END;
}

static void bunch_done(void *context, uint32_t job, const void *answer, size_t size, const char *reason)
{
    struct running *r = context;
    const struct bunch b = r->bunches[job];
    struct analysis_stats did;
    if (!reason && size == sizeof did) {
        memcpy(&did, answer, sizeof did);
        analysis_stats_add(r->program->analysis, &did);
    }
    if (reason && b.n > 1) { /* whose fault it was */
        g_array_append_vals(r->suspects, r->queue + b.first, b.n);
        return;
    }
    for (uint32_t i = 0; i < b.n; i++) {
        uint32_t c = r->queue[b.first + i], n;
        const node_id *members = members_of(r, c, &n);
        if (reason) solve_give_up(r->program, members, n, r->round, reason);
        finish(r, c);
    }
}

static void tell(void *context)
{
    const struct running *r = context;
    const struct program_options *o = &r->program->options;
    uint32_t n = r->order->ncomponents, done = n - r->left;
    if (o->progress) o->progress(o->context, r->round == DIRECT ? done : n + done, 2 * n);
}

/* ---- the round ---- */

static void begin(struct running *r)
{
    const struct graph *g = r->program->graph;
    const struct order *o = r->order;
    r->component_of = g_new(uint32_t, MAX(g->nnodes, 1));
    r->waiting = g_new0(uint32_t, MAX(o->ncomponents, 1));
    r->ready = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    r->suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    r->queue = SHELF_ARRAY(r->program->shelf, uint32_t, 2 * (size_t)o->ncomponents);
    r->bunches = SHELF_ARRAY(r->program->shelf, struct bunch, 2 * (size_t)o->ncomponents + 1);
    for (uint32_t c = 0; c < o->ncomponents; c++) {
        for (uint32_t i = o->start[c]; i < o->start[c + 1]; i++) r->component_of[o->nodes[i]] = c;
    }
    /* who calls somebody in the order is in it as well */
    for (uint32_t i = 0; i < o->start[o->ncomponents]; i++) {
        node_id n = o->nodes[i];
        for (uint32_t k = g->caller_start[n]; k < g->caller_start[n + 1]; k++) {
            uint32_t caller = r->component_of[g->callers[k]];
            r->waiting[caller] += caller != r->component_of[n];
        }
    }
    for (uint32_t c = o->ncomponents; c-- > 0;) {
        if (r->waiting[c] == 0) g_array_append_val(r->ready, c);
    }
}

static bool run_in_workers(struct running *r)
{
    struct pool_work work = {r, NULL, do_bunch, bunch_done, tell, next_bunch};
    struct pool_options options = program_pool(r->program, r->order->ncomponents);
    begin(r);
    bool stopped = pool_run(&options, &work, NULL, 0);
    g_free(r->component_of);
    g_free(r->waiting);
    g_array_unref(r->ready);
    g_array_unref(r->suspects);
    return !stopped;
}

static void run_here(struct running *r)
{
    for (uint32_t c = 0, n; c < r->order->ncomponents; c++) {
        const node_id *members = members_of(r, c, &n);
        if (!solve_needed(r->program, members, n, r->round)) continue;
        solve(r, c);
        solve_finish(r->program, members, n, r->round);
    }
}

bool rounds_run(struct program *p, enum round round)
{
    struct running r = {.program = p, .round = round, .order = order_new(p->graph, p->dirty[round])};
    bool done = true;
    r.left = r.order->ncomponents;
    if (round == DIRECT) mark_recursions(p, r.order);
    if (p->options.workers)
        done = run_in_workers(&r);
    else
        run_here(&r);
    order_free(r.order);
    return done;
}

/* See order.h: the functions that may change, and Tarjan's strongly connected components of these. */
#include "program/order.h"

#include <stdlib.h>

/* ---- which ---- */

/* By node: whether it is to be in the order. */
static bool *find_callers_of(const struct graph *g, const bool *seeds)
{
    bool *in = g_new0(bool, (gsize)g->nnodes + 1);
    GArray *todo = g_array_new(FALSE, FALSE, sizeof(node_id));
    for (node_id n = 0; n < g->nnodes; n++) {
        if (!seeds[n]) continue;
        in[n] = true;
        g_array_append_val(todo, n);
    }
    while (todo->len > 0) {
        node_id n = g_array_index(todo, node_id, todo->len - 1);
        g_array_set_size(todo, todo->len - 1);
        for (uint32_t i = g->caller_start[n]; i < g->caller_start[n + 1]; i++) {
            node_id caller = g->callers[i];
            if (in[caller]) continue;
            in[caller] = true;
            g_array_append_val(todo, caller);
        }
    }
    g_array_unref(todo);
    return in;
}

/* ---- components ---- */

struct frame {
    node_id node;
    uint32_t next; /* of its references */
};

struct tarjan {
    const struct graph *graph;
    struct order *order;
    const bool *in;
    uint32_t *index, *low; /* 0: not visited */
    bool *on_stack;
    node_id *stack;
    struct frame *frames;
    uint32_t nstack, nframes, counter, done;
};

static void enter(struct tarjan *t, node_id n)
{
    t->index[n] = t->low[n] = ++t->counter;
    t->on_stack[n] = true;
    t->stack[t->nstack++] = n;
    t->frames[t->nframes++] = (struct frame){n, 0};
}

static int by_link(const void *a, const void *b, void *data)
{
    const struct graph *g = data;
    node_id x = *(const node_id *)a, y = *(const node_id *)b;
    uint64_t m = graph_link(g, x), n = graph_link(g, y);
    return m != n ? (m > n) - (m < n) : (x > y) - (x < y);
}

static void leave(struct tarjan *t, node_id n)
{
    struct order *o = t->order;
    if (t->nframes > 0) {
        node_id caller = t->frames[t->nframes - 1].node;
        t->low[caller] = MIN(t->low[caller], t->low[n]);
    }
    if (t->low[n] != t->index[n]) return;
    uint32_t first = o->start[o->ncomponents++] = t->done;
    node_id member;
    do {
        member = t->stack[--t->nstack];
        t->on_stack[member] = false;
        o->nodes[t->done++] = member;
    } while (member != n);
    if (t->done - first > 1)
        g_qsort_with_data(o->nodes + first, (gint)(t->done - first), sizeof(node_id), by_link,
                          (gpointer)t->graph);
}

static void visit(struct tarjan *t, node_id root)
{
    enter(t, root);
    while (t->nframes > 0) {
        struct frame *f = &t->frames[t->nframes - 1];
        node_id n = f->node;
        if (f->next == graph_func(t->graph, n)->nrefs) {
            t->nframes--;
            leave(t, n);
            continue;
        }
        node_id to = graph_targets(t->graph, n)[f->next++];
        if (to == NO_NODE || !t->in[to]) continue;
        if (!t->index[to]) {
            enter(t, to);
        } else if (t->on_stack[to]) {
            t->low[n] = MIN(t->low[n], t->index[to]);
        }
    }
}

struct order *order_new(const struct graph *g, const bool *seeds)
{
    struct order *o = g_new0(struct order, 1);
    bool *in = find_callers_of(g, seeds);
    gsize room = (gsize)g->nnodes + 1;
    struct tarjan t = {.graph = g,
                       .order = o,
                       .in = in,
                       .index = g_new0(uint32_t, room),
                       .low = g_new0(uint32_t, room),
                       .on_stack = g_new0(bool, room),
                       .stack = g_new(node_id, room),
                       .frames = g_new(struct frame, room)};
    o->nodes = g_new(node_id, room);
    o->start = g_new(uint32_t, room);
    for (node_id n = 0; n < g->nnodes; n++) {
        if (in[n] && !t.index[n]) visit(&t, n);
    }
    o->start[o->ncomponents] = t.done;
    g_free(in);
    g_free(t.index);
    g_free(t.low);
    g_free(t.on_stack);
    g_free(t.stack);
    g_free(t.frames);
    return o;
}

void order_free(struct order *o)
{
    if (!o) return;
    g_free(o->nodes);
    g_free(o->start);
    g_free(o);
}

bool order_recursive(const struct order *o, const struct graph *g, uint32_t component)
{
    uint32_t first = o->start[component];
    return o->start[component + 1] - first > 1 || graph_recursive(g, o->nodes[first]);
}

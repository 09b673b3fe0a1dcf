/* See graph.h: parts and nodes, what external names mean, and callers. */
#include "program/graph.h"

#include <stdlib.h>
#include <string.h>

/* ---- parts ---- */

struct loading {
    struct graph *graph;
    struct store *store;
    bool headers;
    guint room;
};

static void add_part(void *context, uint32_t id, const void *data, size_t n)
{
    struct loading *l = context;
    struct graph *g = l->graph;
    struct part p = {.id = id, .is_header = l->headers};
    const struct store_unit *u = l->headers ? NULL : store_unit_by_id(l->store, id);
    if (!l->headers && (!u || !(u->flags & STORE_UNIT_PARSED))) return;
    p.bytes = arena_dup(g->arena, data, n);
    p.size = (uint32_t)n;
    if (!outline_open(&p.outline, p.bytes, n)) return;
    p.hash = l->headers ? store_header_hash(l->store, id) : hash64_text(p.outline.file);
    if (g->nparts == l->room) {
        l->room = MAX(l->room * 2, 64);
        g->parts = g_renew(struct part, g->parts, l->room);
    }
    g->parts[g->nparts++] = p;
}

static int by_file(const void *a, const void *b)
{
    return strcmp(((const struct part *)a)->outline.file, ((const struct part *)b)->outline.file);
}

static int by_link(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    uint64_t m = x->outline.funcs[0].link, n = y->outline.funcs[0].link;
    if (m == n) m = x->hash, n = y->hash;
    return (m > n) - (m < n);
}

/* In an order that does not depend on the order in which they came into the database. */
static void load_parts(struct graph *g, struct store *s)
{
    struct loading l = {g, s, false, 0};
    store_each(s, STORE_OUTLINE, add_part, &l);
    g->nunits = g->nparts;
    l.headers = true;
    store_each(s, STORE_HEADER_OUTLINE, add_part, &l);
    if (g->nunits) qsort(g->parts, g->nunits, sizeof *g->parts, by_file);
    if (g->nparts > g->nunits) qsort(g->parts + g->nunits, g->nparts - g->nunits, sizeof *g->parts, by_link);
}

/* header_parts, which drop_unused() corrects. */
static uint32_t *index_headers(struct graph *g, struct store *s)
{
    g->nheader_parts = store_max_header(s) + 1;
    uint32_t *parts = ARENA_ARRAY(g->arena, uint32_t, g->nheader_parts);
    memset(parts, 0xff, sizeof(uint32_t) * g->nheader_parts);
    for (uint32_t i = 0; i < g->nparts; i++) {
        struct part *p = &g->parts[i];
        p->user = p->is_header ? NO_PART : i;
        if (p->is_header && p->id < g->nheader_parts) parts[p->id] = i;
    }
    g->header_parts = parts;
    return parts;
}

static uint32_t header_part(const struct graph *g, uint64_t id)
{
    return id < g->nheader_parts ? g->header_parts[id] : NO_PART;
}

static void note_user(struct graph *g, uint32_t user, const struct part *p)
{
    for (uint32_t i = 0; i < p->outline.nheaders; i++) {
        uint32_t h = header_part(g, p->outline.headers[i]);
        if (h == NO_PART || g->parts[h].user != NO_PART) continue;
        g->parts[h].user = user;
        note_user(g, user, &g->parts[h]);
    }
}

/* Header functions as they were in units that have changed since: they are no part of the program. */
static void drop_unused(struct graph *g, uint32_t *header_parts)
{
    uint32_t kept = g->nunits;
    g->unused = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = g->nunits; i < g->nparts; i++) {
        struct part *p = &g->parts[i];
        bool used = p->user != NO_PART;
        if (p->id < g->nheader_parts) header_parts[p->id] = used ? kept : NO_PART;
        if (used)
            g->parts[kept++] = *p;
        else
            g_array_append_val(g->unused, p->id);
    }
    g->nparts = kept;
}

static void number_nodes(struct graph *g)
{
    for (uint32_t i = 0; i < g->nparts; i++) {
        g->parts[i].first = g->nnodes;
        g->nnodes += g->parts[i].outline.nfuncs;
    }
    uint32_t *part_of = ARENA_ARRAY(g->arena, uint32_t, g->nnodes);
    for (uint32_t i = 0; i < g->nparts; i++) {
        for (uint32_t k = 0; k < g->parts[i].outline.nfuncs; k++) part_of[g->parts[i].first + k] = i;
    }
    g->part_of = part_of;
}

/* ---- external names ---- */

struct externs {
    GHashTable *first; /* link name to node + 1         */
    node_id *next;     /* by node: the next of that name */
};

static void find_definitions(struct graph *g, struct externs *x)
{
    x->first = g_hash_table_new(g_int64_hash, g_int64_equal);
    x->next = g_new(node_id, g->nnodes);
    for (node_id n = g->nnodes; n-- > 0;) { /* backwards: the lists are in the order of the parts */
        const struct outline_func *f = graph_func(g, n);
        if (!f->is_extern || graph_part(g, n)->is_header) continue;
        gpointer before = g_hash_table_lookup(x->first, &f->link);
        x->next[n] = before ? GPOINTER_TO_UINT(before) - 1 : NO_NODE;
        g_hash_table_insert(x->first, (gpointer)&f->link, GUINT_TO_POINTER(n + 1));
    }
}

/* How many folders two paths have in common. */
static unsigned common_folders(const char *a, const char *b)
{
    unsigned n = 0;
    for (; *a && *a == *b; a++, b++) n += *a == '/';
    return n;
}

/* The definition nearest to the caller: a driver's own helper, not one of that name of another driver. Which
 * of two equally near ones is meant is not known. */
static node_id nearest(const struct graph *g, const struct externs *x, node_id first, const char *file)
{
    node_id best = first;
    unsigned most = 0;
    if (x->next[first] == NO_NODE) return first;
    for (node_id n = first; n != NO_NODE; n = x->next[n]) {
        unsigned common = 1 + common_folders(graph_part(g, n)->outline.file, file);
        if (common == most) best = NO_NODE;
        if (common > most) most = common, best = n;
    }
    return best;
}

static void resolve_externs(struct graph *g)
{
    struct externs x;
    find_definitions(g, &x);
    for (uint32_t i = 0; i < g->nparts; i++) {
        struct part *p = &g->parts[i];
        node_id *externs = ARENA_ARRAY(g->arena, node_id, p->outline.nexterns);
        for (uint32_t k = 0; k < p->outline.nexterns; k++) {
            gpointer first = g_hash_table_lookup(x.first, &p->outline.externs[k]);
            externs[k] = first ? nearest(g, &x, GPOINTER_TO_UINT(first) - 1, p->outline.file) : NO_NODE;
        }
        p->externs = externs;
    }
    g_hash_table_unref(x.first);
    g_free(x.next);
}

static void resolve_refs(struct graph *g)
{
    for (uint32_t i = 0; i < g->nparts; i++) {
        struct part *p = &g->parts[i];
        node_id *targets = ARENA_ARRAY(g->arena, node_id, p->outline.nrefs);
        for (uint32_t k = 0; k < p->outline.nrefs; k++) targets[k] = graph_target(g, p, p->outline.refs[k]);
        p->targets = targets;
    }
}

node_id graph_target(const struct graph *g, const struct part *p, outline_ref r)
{
    uint32_t i = outline_index(r), h;
    switch (outline_place(r)) {
    case OUTLINE_OWN: return p->first + i;
    case OUTLINE_EXTERN: return p->externs[i];
    case OUTLINE_HEADER:
        h = header_part(g, p->outline.headers[i]);
        return h == NO_PART ? NO_NODE : g->parts[h].first;
    }
    return NO_NODE;
}

static uint64_t link_of(const struct part *p, outline_ref r)
{
    uint32_t i = outline_index(r);
    switch (outline_place(r)) {
    case OUTLINE_OWN: return p->outline.funcs[i].link;
    case OUTLINE_EXTERN: return p->outline.externs[i];
    case OUTLINE_HEADER: return p->outline.header_links[i];
    }
    return 0;
}

node_id graph_lookup(const struct graph *g, node_id from, uint64_t link)
{
    const struct part *p = graph_part(g, from);
    const struct outline_func *f = graph_func(g, from);
    for (uint32_t i = 0; i < f->nrefs; i++) {
        outline_ref r = p->outline.refs[f->refs + i];
        if (link_of(p, r) == link) return graph_target(g, p, r);
    }
    return NO_NODE;
}

node_id graph_own(const struct part *p, uint64_t link)
{
    for (uint32_t i = 0; i < p->outline.nfuncs; i++) {
        if (p->outline.funcs[i].link == link) return p->first + i;
    }
    return NO_NODE;
}

uint64_t graph_identity(const struct graph *g, node_id n)
{
    uint64_t link = graph_link(g, n);
    return hash64_more(graph_part(g, n)->hash, &link, sizeof link);
}

bool graph_recursive(const struct graph *g, node_id n)
{
    const node_id *targets = graph_targets(g, n);
    uint32_t nrefs = graph_func(g, n)->nrefs;
    for (uint32_t i = 0; i < nrefs; i++) {
        if (targets[i] == n) return true;
    }
    return false;
}

/* ---- callers ---- */

static void find_callers(struct graph *g)
{
    uint32_t *start = ARENA_ARRAY(g->arena, uint32_t, (size_t)g->nnodes + 2);
    uint32_t *count = start + 2; /* shifted: after the second round the starts stand right */
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct part *p = &g->parts[i];
        for (uint32_t k = 0; k < p->outline.nrefs; k++) {
            if (p->targets[k] != NO_NODE) count[p->targets[k]]++;
        }
    }
    for (uint32_t i = 1; i < g->nnodes + 2; i++) start[i] += start[i - 1];
    node_id *callers = ARENA_ARRAY(g->arena, node_id, MAX(start[g->nnodes + 1], 1));
    for (node_id n = 0; n < g->nnodes; n++) {
        const node_id *targets = graph_targets(g, n);
        uint32_t nrefs = graph_func(g, n)->nrefs;
        for (uint32_t k = 0; k < nrefs; k++) {
            if (targets[k] != NO_NODE) callers[start[targets[k] + 1]++] = n;
        }
    }
    g->caller_start = start;
    g->callers = callers;
}

/* ---- all together ---- */

struct graph *graph_new(struct store *s)
{
    struct graph *g = g_new0(struct graph, 1);
    g->arena = arena_new();
    load_parts(g, s);
    uint32_t *header_parts = index_headers(g, s);
    for (uint32_t i = 0; i < g->nunits; i++) note_user(g, i, &g->parts[i]);
    drop_unused(g, header_parts);
    number_nodes(g);
    resolve_externs(g);
    resolve_refs(g);
    find_callers(g);
    return g;
}

void graph_free(struct graph *g)
{
    if (!g) return;
    arena_free(g->arena);
    g_array_unref(g->unused);
    g_free(g->parts);
    if (g->image) g_bytes_unref(g->image);
    g_free(g);
}

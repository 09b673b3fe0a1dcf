/* What is to be done: the functions and registrations that are new, or depend on what came or went. See
 * inside.h.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <string.h>

void mark_callers(struct program *p, node_id n, enum round round)
{
    const struct graph *g = p->graph;
    for (uint32_t i = g->caller_start[n]; i < g->caller_start[n + 1]; i++)
        p->dirty[round][g->callers[i]] = true;
}

/* ---- names ---- */

static gboolean forget_known(gpointer key, gpointer value, gpointer data)
{
    (void)value;
    return g_hash_table_contains(data, key);
}

static void add_name(GHashTable *names, uint64_t link)
{
    g_hash_table_add(names, g_memdup2(&link, sizeof link));
}

static GHashTable *new_names(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

/* Names that a changed unit defines and did not, or the other way round. */
static void add_difference(struct program *p, const struct part *part, GHashTable *changed)
{
    GHashTable *old = new_names(), *now = new_names();
    GHashTableIter it;
    gpointer key;
    knowledge_links(p->store, part->id, old);
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
        if (part->outline.funcs[f].is_extern) add_name(now, part->outline.funcs[f].link);
    }
    g_hash_table_iter_init(&it, now);
    while (g_hash_table_iter_next(&it, &key, NULL)) {
        if (!g_hash_table_contains(old, key)) add_name(changed, *(uint64_t *)key);
    }
    g_hash_table_foreach_remove(old, forget_known, now);
    g_hash_table_iter_init(&it, old);
    while (g_hash_table_iter_next(&it, &key, NULL)) add_name(changed, *(uint64_t *)key);
    g_hash_table_unref(old);
    g_hash_table_unref(now);
}

static bool means_one_of(const struct part *part, outline_ref ref, GHashTable *changed)
{
    return outline_place(ref) == OUTLINE_EXTERN &&
           g_hash_table_contains(changed, &part->outline.externs[outline_index(ref)]);
}

/* Functions and tables that refer to a name whose meaning may be another one now. */
static void mark_users_of(struct program *p, GHashTable *changed)
{
    const struct graph *g = p->graph;
    for (uint32_t i = 0; i < g->nparts && g_hash_table_size(changed) > 0; i++) {
        const struct part *part = &g->parts[i];
        const struct outline *o = &part->outline;
        bool any = false;
        for (uint32_t k = 0; k < o->nexterns && !any; k++)
            any = g_hash_table_contains(changed, &o->externs[k]);
        if (!any) continue;
        for (uint32_t f = 0; f < o->nfuncs; f++) {
            for (uint32_t r = 0; r < o->funcs[f].nrefs; r++) {
                if (means_one_of(part, o->refs[o->funcs[f].refs + r], changed))
                    p->dirty[DIRECT][part->first + f] = true;
            }
        }
        for (uint32_t s = 0; s < o->nstores; s++)
            p->knowledge[i].enter |= means_one_of(part, o->stores[s].func, changed);
    }
}

/* ---- parts ---- */

static void mark_part(struct program *p, uint32_t i)
{
    const struct part *part = &p->graph->parts[i];
    memset(p->dirty[DIRECT] + part->first, true, part->outline.nfuncs);
    p->knowledge[i].fresh = true;
    p->knowledge[i].enter = !part->is_header;
}

void mark_new(struct program *p)
{
    const struct graph *g = p->graph;
    GHashTable *changed = new_names();
    bool any_known = false;
    for (uint32_t i = 0; i < g->nparts; i++) {
        uint32_t id = g->parts[i].id;
        bool known = g->parts[i].is_header ? store_has(p->store, STORE_HEADER_SUMMARY, id)
                                           : store_unit_by_id(p->store, id)->flags & STORE_UNIT_ANALYSED;
        any_known |= known;
        if (!known) mark_part(p, i);
    }
    for (uint32_t i = 0; i < g->nunits && any_known; i++) {
        if (p->knowledge[i].fresh) add_difference(p, &g->parts[i], changed);
    }
    GHashTableIter it;
    gpointer link;
    g_hash_table_iter_init(&it, p->removed);
    while (g_hash_table_iter_next(&it, &link, NULL)) add_name(changed, *(uint64_t *)link);
    mark_users_of(p, changed);
    g_hash_table_unref(changed);
}

/* ---- recursions ---- */

/* What a recursion is made of: its functions see each other before they are known. */
static uint64_t recursion_of(const struct graph *g, const node_id *members, uint32_t n)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += graph_identity(g, members[i]);
    return sum ? sum : 1;
}

static GHashTable *read_recursions(struct program *p)
{
    GHashTable *known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    GBytes *blob = store_get(p->store, STORE_STATE, STATE_RECURSIONS);
    gsize n = 0;
    const uint64_t *pairs = blob ? g_bytes_get_data(blob, &n) : NULL;
    for (gsize i = 0; i + 1 < n / sizeof *pairs; i += 2) {
        uint64_t *pair = g_memdup2(pairs + i, 2 * sizeof *pairs);
        g_hash_table_insert(known, pair, pair + 1);
    }
    if (blob) g_bytes_unref(blob);
    return known;
}

static void write_recursions(struct program *p, GHashTable *known)
{
    GArray *pairs = g_array_new(FALSE, FALSE, 2 * sizeof(uint64_t));
    GHashTableIter it;
    gpointer pair;
    g_hash_table_iter_init(&it, known);
    while (g_hash_table_iter_next(&it, &pair, NULL)) g_array_append_vals(pairs, pair, 1);
    GBytes *blob = g_bytes_new(pairs->data, pairs->len * 2 * sizeof(uint64_t));
    store_put(p->store, STORE_STATE, STATE_RECURSIONS, blob);
    g_bytes_unref(blob);
    g_array_unref(pairs);
}

void mark_recursions(struct program *p, const struct order *o)
{
    GHashTable *known = read_recursions(p);
    bool any = false;
    for (uint32_t c = 0; c < o->ncomponents; c++) {
        const node_id *members = o->nodes + o->start[c];
        uint32_t n = o->start[c + 1] - o->start[c];
        uint64_t now = order_recursive(o, p->graph, c) ? recursion_of(p->graph, members, n) : 0;
        for (uint32_t i = 0; i < n; i++) {
            uint64_t pair[2] = {graph_identity(p->graph, members[i]), now};
            const uint64_t *before = g_hash_table_lookup(known, pair);
            if ((before ? *before : 0) == now) continue;
            p->dirty[DIRECT][members[i]] = any = true;
            gpointer copy = g_memdup2(pair, sizeof pair);
            if (now)
                g_hash_table_replace(known, copy, (uint64_t *)copy + 1);
            else
                g_hash_table_remove(known, pair), g_free(copy);
        }
    }
    if (any) write_recursions(p, known);
    g_hash_table_unref(known);
}

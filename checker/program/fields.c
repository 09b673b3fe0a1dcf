/* What the program puts into record fields: the functions that an indirect call may reach. See inside.h.
 *
 * Only fields matter of which every function may sleep: where some do and some don't, which one is called
 * may well be chosen by the caller. What the functions do is kept in the database as one number a field, so
 * that the users of a field are looked at again only if it changes.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <stdlib.h>

enum {
    STATE_FIELDS = 1, /* id of the STATE blob                                           */
};

struct field {
    uint64_t field;
    GArray *targets; /* of node_id */
    uint64_t info;   /* what they do; 0: nothing is said */
};

struct fields {
    GHashTable *table; /* &field to struct field * */
};

static void field_free(gpointer data)
{
    struct field *f = data;
    g_array_unref(f->targets);
    g_free(f);
}

static void add_target(struct fields *fields, uint64_t field, node_id target)
{
    struct field *f = g_hash_table_lookup(fields->table, &field);
    if (!f) {
        f = g_new0(struct field, 1);
        f->field = field;
        f->targets = g_array_new(FALSE, FALSE, sizeof(node_id));
        g_hash_table_insert(fields->table, &f->field, f);
    }
    for (guint i = 0; i < f->targets->len; i++) {
        if (g_array_index(f->targets, node_id, i) == target) return;
    }
    if (f->targets->len <= MAX_TARGETS) g_array_append_val(f->targets, target);
}

struct fields *fields_new(struct program *p)
{
    struct fields *fields = g_new0(struct fields, 1);
    fields->table = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, field_free);
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        for (uint32_t s = 0; s < part->outline.nstores; s++) {
            const struct outline_store *store = &part->outline.stores[s];
            add_target(fields, store->field, graph_target(p->graph, part, store->func));
        }
    }
    return fields;
}

void fields_free(struct fields *f)
{
    if (!f) return;
    g_hash_table_unref(f->table);
    g_free(f);
}

/* ---- learning ---- */

static gint by_link(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct graph *g = data;
    node_id x = *(const node_id *)a, y = *(const node_id *)b;
    uint64_t m = graph_link(g, x), n = graph_link(g, y);
    return m != n ? (m > n) - (m < n) : (x > y) - (x < y);
}

static uint64_t info_of(struct program *p, struct field *f)
{
    uint64_t info = 0;
    if (f->targets->len > MAX_TARGETS) return 0;
    for (guint i = 0; i < f->targets->len; i++) {
        node_id n = g_array_index(f->targets, node_id, i);
        if (n == NO_NODE || !knowledge_of(p, n)->sleeps) return 0;
    }
    g_array_sort_with_data(f->targets, by_link, p->graph);
    for (guint i = 0; i < f->targets->len; i++) {
        node_id n = g_array_index(f->targets, node_id, i);
        uint64_t what[2] = {graph_link(p->graph, n), knowledge_of(p, n)->hash[DIRECT]};
        info = hash64_more(info, what, sizeof what);
    }
    return info;
}

/* Field to info, as of the last run. */
static GHashTable *read_state(struct program *p)
{
    GHashTable *known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    GBytes *blob = store_get(p->store, STORE_STATE, STATE_FIELDS);
    if (!blob) return known;
    gsize n;
    const uint64_t *pairs = g_bytes_get_data(blob, &n);
    for (gsize i = 0; i + 1 < n / sizeof *pairs; i += 2) {
        uint64_t *pair = g_memdup2(pairs + i, 2 * sizeof *pairs);
        g_hash_table_insert(known, pair, pair + 1);
    }
    g_bytes_unref(blob);
    return known;
}

static int by_field(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void write_state(struct program *p)
{
    GArray *pairs = g_array_new(FALSE, FALSE, 2 * sizeof(uint64_t));
    GHashTableIter it;
    gpointer value;
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, NULL, &value)) {
        const struct field *f = value;
        uint64_t pair[2] = {f->field, f->info};
        if (f->info) g_array_append_val(pairs, pair);
    }
    g_array_sort(pairs, by_field);
    GBytes *blob = g_bytes_new(pairs->data, pairs->len * 2 * sizeof(uint64_t));
    store_put(p->store, STORE_STATE, STATE_FIELDS, blob);
    g_bytes_unref(blob);
    g_array_unref(pairs);
}

/* Fields that functions call through: others need no look. */
static GHashTable *used_fields(const struct program *p)
{
    GHashTable *used = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct outline *o = &p->graph->parts[i].outline;
        for (uint32_t k = 0; k < o->nfields; k++) g_hash_table_add(used, (gpointer)&o->fields[k]);
    }
    return used;
}

static void mark_users(struct program *p, GHashTable *changed)
{
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
            const struct outline_func *func = &part->outline.funcs[f];
            for (uint32_t k = 0; k < func->nfields; k++) {
                if (g_hash_table_contains(changed, &part->outline.fields[func->fields + k]))
                    p->dirty[part->first + f] |= 1 << INDIRECT;
            }
        }
    }
}

void fields_learn(struct program *p)
{
    GHashTable *used = used_fields(p), *known = read_state(p);
    GHashTable *changed = g_hash_table_new(g_int64_hash, g_int64_equal);
    GHashTableIter it;
    gpointer key, value;
    g_hash_table_iter_init(&it, used);
    while (g_hash_table_iter_next(&it, &key, NULL)) {
        struct field *f = g_hash_table_lookup(p->fields->table, key);
        const uint64_t *before = g_hash_table_lookup(known, key);
        if (f) f->info = info_of(p, f);
        if ((f ? f->info : 0) != (before ? *before : 0)) g_hash_table_add(changed, key);
    }
    /* what was in the database and is used no more has nobody to tell */
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, &key, &value)) {
        if (!g_hash_table_contains(used, key)) ((struct field *)value)->info = 0;
    }
    if (g_hash_table_size(changed) > 0) {
        mark_users(p, changed);
        write_state(p);
    }
    g_hash_table_unref(used);
    g_hash_table_unref(changed);
    g_hash_table_unref(known);
}

void fields_recall(struct program *p)
{
    GHashTable *known = read_state(p);
    GHashTableIter it;
    gpointer key, value;
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, &key, &value)) {
        const uint64_t *info = g_hash_table_lookup(known, key);
        ((struct field *)value)->info = info ? *info : 0;
    }
    g_hash_table_unref(known);
}

unsigned fields_targets(struct program *p, uint64_t field, const node_id **out)
{
    const struct field *f = g_hash_table_lookup(p->fields->table, &field);
    if (!f || !f->info) return 0;
    *out = (const node_id *)(const void *)f->targets->data;
    return f->targets->len;
}

void fields_mark_entries(struct program *p)
{
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        const struct part *part = &p->graph->parts[i];
        for (uint32_t s = 0; s < part->outline.nstores && !p->knowledge[i].enter; s++) {
            node_id n = graph_target(p->graph, part, part->outline.stores[s].func);
            uint32_t at = n == NO_NODE ? i : p->graph->part_of[n];
            p->knowledge[i].enter = at != i && p->knowledge[at].written;
        }
    }
}

/* What the program puts into record fields: the functions that an indirect call may reach. See inside.h.
 *
 * Only fields matter of which every function may sleep: where some do and some don't, which one is called
 * may well be chosen by the caller. Which functions these are, and what they do, is kept in the database as
 * two numbers a field: what was not solved again need not be read, and the users of a field are looked at
 * again only if it changes.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <stdlib.h>

struct field {
    uint64_t field;
    GArray *targets; /* of node_id; of no interest if there are too many */
    uint64_t names;  /* which functions these are                       */
    uint64_t info;   /* what they do; 0: nothing is said                */
};

/* A field as the database has it. */
struct before {
    uint64_t field, names, info;
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
    if (!f) return;
    for (guint i = 0; i < f->targets->len; i++) {
        if (g_array_index(f->targets, node_id, i) == target) return;
    }
    if (f->targets->len <= MAX_TARGETS) g_array_append_val(f->targets, target);
}

static void add_field(struct fields *fields, uint64_t field)
{
    if (g_hash_table_contains(fields->table, &field)) return;
    struct field *f = g_new0(struct field, 1);
    f->field = field;
    f->targets = g_array_new(FALSE, FALSE, sizeof(node_id));
    g_hash_table_insert(fields->table, &f->field, f);
}

/* Of the fields that functions call through: others need no look. */
struct fields *fields_new(struct program *p)
{
    const struct graph *g = p->graph;
    struct fields *fields = g_new0(struct fields, 1);
    fields->table = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, field_free);
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct outline *o = &g->parts[i].outline;
        for (uint32_t k = 0; k < o->nfields; k++) add_field(fields, o->fields[k]);
    }
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct outline *o = &g->parts[i].outline;
        for (uint32_t s = 0; s < o->nstores; s++)
            add_target(fields, o->stores[s].field, graph_target(g, &g->parts[i], o->stores[s].func));
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

/* 0 if there are none or too many, or one is not known. */
static uint64_t names_of(const struct graph *g, struct field *f)
{
    uint64_t names = 0;
    if (f->targets->len > MAX_TARGETS) return 0;
    for (guint i = 0; i < f->targets->len; i++) {
        if (g_array_index(f->targets, node_id, i) == NO_NODE) return 0;
    }
    if (f->targets->len > 1) g_array_sort_with_data(f->targets, by_link, (gpointer)g);
    for (guint i = 0; i < f->targets->len; i++) {
        uint64_t who = graph_identity(g, g_array_index(f->targets, node_id, i));
        names = hash64_more(names, &who, sizeof who);
    }
    return names;
}

static uint64_t info_of(struct program *p, const struct field *f)
{
    uint64_t info = 0;
    for (guint i = 0; i < f->targets->len; i++) {
        const struct result *r = knowledge_of(p, g_array_index(f->targets, node_id, i));
        if (!r->sleeps) return 0;
        uint64_t what[2] = {info, r->hash[DIRECT]};
        info = hash64_more(f->names, what, sizeof what);
    }
    return info;
}

static bool any_solved(const struct program *p, const struct field *f)
{
    for (guint i = 0; i < f->targets->len; i++) {
        node_id n = g_array_index(f->targets, node_id, i);
        if (n != NO_NODE && knowledge_is_new(p, n)) return true;
    }
    return false;
}

/* `known` is what it was, or NULL. */
static void learn(struct program *p, struct field *f, const struct before *known)
{
    f->names = names_of(p->graph, f);
    if (!f->names)
        f->info = 0;
    else if (known && known->names == f->names && !any_solved(p, f))
        f->info = known->info;
    else
        f->info = info_of(p, f);
}

/* Field to struct before * in the blob. */
static GHashTable *read_state(GBytes *blob)
{
    GHashTable *known = g_hash_table_new(g_int64_hash, g_int64_equal);
    gsize n = 0;
    const struct before *all = blob ? g_bytes_get_data(blob, &n) : NULL;
    for (gsize i = 0; i < n / sizeof *all; i++)
        g_hash_table_insert(known, (gpointer)&all[i].field, (gpointer)&all[i]);
    return known;
}

static int by_field(const void *a, const void *b)
{
    const struct before *x = a, *y = b;
    return (x->field > y->field) - (x->field < y->field);
}

static void write_state(struct program *p)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct before));
    GHashTableIter it;
    gpointer value;
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, NULL, &value)) {
        const struct field *f = value;
        struct before known = {f->field, f->names, f->info};
        if (f->names) g_array_append_val(all, known);
    }
    g_array_sort(all, by_field);
    GBytes *blob = g_bytes_new(all->data, all->len * sizeof(struct before));
    store_put(p->store, STORE_STATE, STATE_FIELDS, blob);
    g_bytes_unref(blob);
    g_array_unref(all);
}

static void mark_users(struct program *p, GHashTable *changed)
{
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
            const struct outline_func *func = &part->outline.funcs[f];
            for (uint32_t k = 0; k < func->nfields; k++) {
                if (g_hash_table_contains(changed, &part->outline.fields[func->fields + k]))
                    p->dirty[INDIRECT][part->first + f] = true;
            }
        }
    }
}

void fields_learn(struct program *p)
{
    GBytes *blob = store_get(p->store, STORE_STATE, STATE_FIELDS);
    GHashTable *state = read_state(blob), *changed = g_hash_table_new(g_int64_hash, g_int64_equal);
    GHashTableIter it;
    gpointer key, value;
    bool write = false;
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, &key, &value)) {
        struct field *f = value;
        const struct before *known = g_hash_table_lookup(state, key);
        learn(p, f, known);
        write |= f->names != (known ? known->names : 0);
        if (f->info != (known ? known->info : 0)) g_hash_table_add(changed, key);
    }
    if (g_hash_table_size(changed) > 0) mark_users(p, changed);
    if (write || g_hash_table_size(changed) > 0) write_state(p);
    g_hash_table_unref(changed);
    g_hash_table_unref(state);
    if (blob) g_bytes_unref(blob);
}

void fields_recall(struct program *p)
{
    GBytes *blob = store_get(p->store, STORE_STATE, STATE_FIELDS);
    GHashTable *state = read_state(blob);
    GHashTableIter it;
    gpointer key, value;
    g_hash_table_iter_init(&it, p->fields->table);
    while (g_hash_table_iter_next(&it, &key, &value)) {
        struct field *f = value;
        const struct before *known = g_hash_table_lookup(state, key);
        f->names = names_of(p->graph, f); /* puts the targets in order */
        f->info = known && known->names == f->names ? known->info : 0;
    }
    g_hash_table_unref(state);
    if (blob) g_bytes_unref(blob);
}

unsigned fields_targets(struct program *p, uint64_t field, const node_id **out)
{
    const struct field *f = g_hash_table_lookup(p->fields->table, &field);
    if (!f || !f->info) return 0;
    *out = (const node_id *)(const void *)f->targets->data;
    return f->targets->len;
}

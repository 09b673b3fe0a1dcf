/* What is known of the functions, between the program database and the solver. See inside.h.
 *
 * Summaries of a part are one blob: for each function its link name's hash, the hashes of both rounds'
 * summaries, and the packed bytes. Violations are another, since they are few.
 */
#include "program/inside.h"

#include "analysis/pack.h"
#include "base/pack.h"
#include "ir/pack.h"

#include <string.h>

/* Bytes of open IR and of open summaries that are kept at hand. */
enum { MAX_OPEN = 128 << 20 };

void knowledge_open(struct program *p)
{
    p->knowledge = g_new0(struct knowledge, MAX(p->graph->nparts, 1));
    p->ir_arena = arena_new();
    p->summary_arena = arena_new();
    p->solve_arena = arena_new();
    p->open_results = g_ptr_array_new();
    p->open_parts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static void unref(GBytes **bytes)
{
    if (*bytes) g_bytes_unref(*bytes);
    *bytes = NULL;
}

static void clear_result(struct result *r)
{
    unref(&r->summary[DIRECT]);
    unref(&r->summary[INDIRECT]);
    unref(&r->registrations);
    unref(&r->violations);
    unref(&r->calls);
    unref(&r->fields);
}

void knowledge_close(struct program *p)
{
    if (!p->knowledge) return;
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        struct knowledge *k = &p->knowledge[i];
        for (uint32_t f = 0; k->of && f < p->graph->parts[i].outline.nfuncs; f++) clear_result(&k->of[f]);
        g_free(k->of);
        unref(&k->entries);
    }
    g_free(p->knowledge);
    p->knowledge = NULL;
    arena_free(p->ir_arena);
    arena_free(p->summary_arena);
    arena_free(p->solve_arena);
    g_ptr_array_unref(p->open_results);
    g_array_unref(p->open_parts);
}

/* ---- reading ---- */

static GBytes *unpack_run(struct unpacker *u)
{
    size_t n;
    const void *bytes = unpack_bytes(u, &n);
    return n && bytes ? g_bytes_new(bytes, n) : NULL;
}

static struct result *by_link(const struct part *part, struct result *results, uint32_t hint, uint64_t link)
{
    if (hint < part->outline.nfuncs && part->outline.funcs[hint].link == link) return &results[hint];
    node_id n = graph_own(part, link);
    return n == NO_NODE ? NULL : &results[n - part->first];
}

static uint64_t unpack_hash(struct unpacker *u)
{
    size_t n;
    const void *bytes = unpack_bytes(u, &n);
    uint64_t hash = 0;
    if (bytes && n == sizeof hash) memcpy(&hash, bytes, n);
    return hash;
}

static GBytes *open_blob(struct program *p, const struct part *part)
{
    GBytes *packed = store_get(p->store, part->is_header ? STORE_HEADER_SUMMARY : STORE_SUMMARY, part->id);
    if (!packed) return NULL;
    GBytes *plain = bytes_decompress(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    g_bytes_unref(packed);
    return plain;
}

static void load_results(struct program *p, const struct part *part, struct result *results)
{
    GBytes *plain = open_blob(p, part);
    if (!plain) return;
    struct unpacker *u = unpacker_new(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        struct result got = {0};
        uint64_t link = unpack_hash(u);
        got.hash[DIRECT] = unpack_hash(u);
        got.hash[INDIRECT] = unpack_hash(u);
        got.sleeps = unpack_uint(u);
        got.summary[DIRECT] = unpack_run(u);
        got.summary[INDIRECT] = unpack_run(u);
        got.registrations = unpack_run(u);
        got.before = got.hash[INDIRECT];
        struct result *r = by_link(part, results, i, link);
        if (r && !r->hash[DIRECT])
            *r = got;
        else
            clear_result(&got);
    }
    unpacker_free(u);
    g_bytes_unref(plain);
}

static struct knowledge *knowledge_at(struct program *p, uint32_t i)
{
    struct knowledge *k = &p->knowledge[i];
    if (!k->of) {
        k->of = g_new0(struct result, MAX(p->graph->parts[i].outline.nfuncs, 1));
        load_results(p, &p->graph->parts[i], k->of);
    }
    return k;
}

struct result *knowledge_of(struct program *p, node_id n)
{
    uint32_t part = p->graph->part_of[n];
    return &knowledge_at(p, part)->of[n - p->graph->parts[part].first];
}

GHashTable *knowledge_links(struct program *p, uint32_t part)
{
    GHashTable *links = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    GBytes *plain = open_blob(p, &p->graph->parts[part]);
    if (!plain) return links;
    struct unpacker *u = unpacker_new(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        uint64_t link = unpack_hash(u);
        size_t skipped;
        g_hash_table_add(links, g_memdup2(&link, sizeof link));
        for (int k = 0; k < 2; k++) unpack_bytes(u, &skipped);
        unpack_uint(u);
        for (int k = 0; k < 3; k++) unpack_bytes(u, &skipped);
    }
    unpacker_free(u);
    g_bytes_unref(plain);
    return links;
}

const struct summary *knowledge_summary(struct program *p, node_id n, enum round round)
{
    struct result *r = knowledge_of(p, n);
    if (round == INDIRECT && !r->summary[INDIRECT]) round = DIRECT;
    GBytes *packed = r->summary[round];
    if (r->open[round] || !packed) return r->open[round];
    struct unpacker *u = unpacker_new(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    r->open[round] = summary_unpack(u, p->rules, p->summary_arena);
    unpacker_free(u);
    g_ptr_array_add(p->open_results, r);
    return r->open[round];
}

/* ---- IR ---- */

const struct ir_unit *knowledge_unit(struct program *p, uint32_t part)
{
    struct knowledge *k = &p->knowledge[part];
    if (k->ir) return k->ir;
    GBytes *packed = store_get(p->store, STORE_IR, p->graph->parts[part].id);
    if (!packed) return NULL;
    GBytes *plain = bytes_decompress(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    g_bytes_unref(packed);
    if (!plain) return NULL;
    struct unpacker *u = unpacker_new(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    k->ir = ir_unpack_unit(u, p->ir_arena);
    unpacker_free(u);
    g_bytes_unref(plain);
    if (k->ir && k->ir->nfuncs != p->graph->parts[part].outline.nfuncs) k->ir = NULL;
    if (k->ir) g_array_append_val(p->open_parts, part);
    return k->ir;
}

static void open_header(struct program *p, uint32_t part)
{
    struct knowledge *k = &p->knowledge[part];
    GBytes *packed = store_get(p->store, STORE_HEADER_IR, p->graph->parts[part].id);
    if (!packed) return;
    struct unpacker *u = unpacker_new(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    k->header = ir_unpack_func(u, p->ir_arena);
    unpacker_free(u);
    g_bytes_unref(packed);
    g_array_append_val(p->open_parts, part);
}

static void set_probes(struct program *p, uint32_t part)
{
    uint32_t user = p->graph->parts[part].user;
    const struct ir_unit *unit = user == NO_PART ? NULL : knowledge_unit(p, user);
    if (!unit || unit == p->probes_of) return;
    analysis_probes(p->analysis, unit->probes, unit->nprobes);
    p->probes_of = unit;
}

const struct ir_func *knowledge_ir(struct program *p, node_id n)
{
    uint32_t i = p->graph->part_of[n];
    struct knowledge *k = &p->knowledge[i];
    set_probes(p, i);
    if (p->graph->parts[i].is_header) {
        if (!k->header) open_header(p, i);
        return k->header;
    }
    const struct ir_unit *unit = knowledge_unit(p, i);
    return unit ? unit->funcs[n - p->graph->parts[i].first] : NULL;
}

void knowledge_trim(struct program *p)
{
    if (arena_used(p->ir_arena) > MAX_OPEN) {
        for (guint i = 0; i < p->open_parts->len; i++) {
            struct knowledge *k = &p->knowledge[g_array_index(p->open_parts, uint32_t, i)];
            k->ir = NULL;
            k->header = NULL;
        }
        g_array_set_size(p->open_parts, 0);
        p->probes_of = NULL;
        arena_reset(p->ir_arena);
    }
    if (arena_used(p->summary_arena) <= MAX_OPEN) return;
    for (guint i = 0; i < p->open_results->len; i++) {
        struct result *r = p->open_results->pdata[i];
        r->open[DIRECT] = r->open[INDIRECT] = NULL;
    }
    g_ptr_array_set_size(p->open_results, 0);
    arena_reset(p->summary_arena);
}

/* ---- writing ---- */

/* The lists of a part that are a blob of their own: of violations, of call sites, of memory in fields. */
static GBytes **list_of(struct result *r, enum store_blob kind)
{
    return kind == STORE_CALLS ? &r->calls : kind == STORE_FIELDS ? &r->fields : &r->violations;
}

static void load_lists(struct program *p, const struct part *part, struct knowledge *k, enum store_blob kind)
{
    GBytes *blob = store_get(p->store, kind, part->id);
    if (!blob) return;
    struct unpacker *u = unpacker_new(g_bytes_get_data(blob, NULL), g_bytes_get_size(blob));
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        uint64_t link = unpack_hash(u);
        GBytes *list = unpack_run(u);
        struct result *r = link ? by_link(part, k->of, i, link) : NULL;
        GBytes **to = r ? list_of(r, kind) : link ? NULL : &k->entries;
        if (to && !*to) *to = g_steal_pointer(&list);
        unref(&list);
    }
    unpacker_free(u);
    g_bytes_unref(blob);
}

struct knowledge *knowledge_write(struct program *p, uint32_t part)
{
    struct knowledge *k = knowledge_at(p, part);
    if (k->written) return k;
    k->written = true;
    const struct part *at = &p->graph->parts[part];
    load_lists(p, at, k, at->is_header ? STORE_HEADER_VIOLATION : STORE_VIOLATION);
    if (!at->is_header) load_lists(p, at, k, STORE_CALLS);
    if (!at->is_header) load_lists(p, at, k, STORE_FIELDS);
    return k;
}

static void pack_run(struct packer *p, GBytes *bytes)
{
    if (bytes)
        pack_bytes(p, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    else
        pack_bytes(p, "", 0);
}

static void put_summaries(struct program *p, const struct part *part, const struct knowledge *k)
{
    struct packer *out = packer_new();
    pack_uint(out, part->outline.nfuncs);
    for (uint32_t i = 0; i < part->outline.nfuncs; i++) {
        const struct result *r = &k->of[i];
        pack_bytes(out, &part->outline.funcs[i].link, sizeof(uint64_t));
        pack_bytes(out, &r->hash[DIRECT], sizeof(uint64_t));
        pack_bytes(out, &r->hash[INDIRECT], sizeof(uint64_t));
        pack_uint(out, r->sleeps);
        pack_run(out, r->summary[DIRECT]);
        pack_run(out, r->summary[INDIRECT]);
        pack_run(out, r->registrations);
    }
    GBytes *plain = packer_finish(out);
    GBytes *packed = bytes_compress(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    store_put(p->store, part->is_header ? STORE_HEADER_SUMMARY : STORE_SUMMARY, part->id, packed);
    g_bytes_unref(packed);
    g_bytes_unref(plain);
}

static void pack_entry(struct packer *out, uint64_t link, GBytes *violations)
{
    pack_bytes(out, &link, sizeof link);
    pack_run(out, violations);
}

static void put_lists(struct program *p, const struct part *part, const struct knowledge *k,
                      enum store_blob kind)
{
    GBytes *entries = kind == STORE_VIOLATION ? k->entries : NULL, *blob = NULL;
    uint32_t n = entries != NULL;
    for (uint32_t i = 0; i < part->outline.nfuncs; i++) n += *list_of(&k->of[i], kind) != NULL;
    if (n > 0) {
        struct packer *out = packer_new();
        pack_uint(out, n);
        for (uint32_t i = 0; i < part->outline.nfuncs; i++) {
            GBytes *list = *list_of(&k->of[i], kind);
            if (list) pack_entry(out, part->outline.funcs[i].link, list);
        }
        if (entries) pack_entry(out, 0, entries);
        blob = packer_finish(out);
    }
    store_put(p->store, kind, part->id, blob);
    unref(&blob);
}

void knowledge_put(struct program *p)
{
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct knowledge *k = &p->knowledge[i];
        const struct part *part = &p->graph->parts[i];
        if (!k->written) continue;
        put_summaries(p, part, k);
        put_lists(p, part, k, part->is_header ? STORE_HEADER_VIOLATION : STORE_VIOLATION);
        if (part->is_header) continue;
        put_lists(p, part, k, STORE_CALLS);
        put_lists(p, part, k, STORE_FIELDS);
        struct store_unit *u = store_unit_by_id(p->store, part->id);
        u->flags |= STORE_UNIT_ANALYSED;
        store_unit_changed(p->store, u);
    }
}

/* What is known of the functions, between the program database and the solver. See inside.h.
 *
 * Summaries of a part are one blob: its modes, then for each function its link name's hash, the hashes of
 * both rounds' summaries, and the packed bytes. keep.c writes it.
 */
#include "program/inside.h"

#include "analysis/pack.h"
#include "base/pack.h"
#include "ir/pack.h"

#include <string.h>

/* Bytes of open IR and of open summaries that all processes together keep at hand. */
enum { MAX_OPEN = 192 << 20, MIN_OPEN = 32 << 20 };

void knowledge_open(struct program *p)
{
    p->knowledge = g_new0(struct knowledge, MAX(p->graph->nparts, 1));
    p->ir_arena = arena_new();
    p->summary_arena = arena_new();
    p->solve_arena = arena_new();
    p->open_parts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (int round = 0; round < ROUNDS; round++)
        p->open[round] = g_new0(const struct summary *, MAX(p->graph->nnodes, 1));
}

static void unref(GBytes **bytes)
{
    if (*bytes) g_bytes_unref(*bytes);
    *bytes = NULL;
}

void knowledge_close(struct program *p)
{
    if (!p->knowledge) return;
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        struct knowledge *k = &p->knowledge[i];
        unref(&k->bytes);
        unref(&k->entries);
        unref(&k->claims);
        g_free(k->before);
    }
    for (int round = 0; round < ROUNDS; round++) g_free(p->open[round]);
    g_free(g_steal_pointer(&p->knowledge));
    arena_free(p->ir_arena);
    arena_free(p->summary_arena);
    arena_free(p->solve_arena);
    g_array_unref(p->open_parts);
}

/* ---- reading ---- */

static GBytes *open_blob(struct store *s, enum store_blob kind, uint32_t id)
{
    GBytes *packed = store_get(s, kind, id);
    if (!packed) return NULL;
    GBytes *plain = bytes_decompress(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    g_bytes_unref(packed);
    return plain;
}

static struct result *by_link(const struct part *part, struct result *results, uint32_t hint, uint64_t link)
{
    if (hint < part->outline.nfuncs && part->outline.funcs[hint].link == link) return &results[hint];
    node_id n = graph_own(part, link);
    return n == NO_NODE ? NULL : &results[n - part->first];
}

static uint64_t unpack_result(struct unpacker *u, struct result *out)
{
    uint64_t link = unpack_hash(u);
    out->hash[DIRECT] = unpack_hash(u);
    out->hash[INDIRECT] = unpack_hash(u);
    out->sleeps = unpack_uint(u);
    out->summary[DIRECT] = unpack_span(u);
    out->summary[INDIRECT] = unpack_span(u);
    out->registrations = unpack_span(u);
    return link;
}

static void load(struct program *p, uint32_t i)
{
    struct knowledge *k = &p->knowledge[i];
    const struct part *part = &p->graph->parts[i];
    k->loaded = true;
    k->bytes = open_blob(p->store, part->is_header ? STORE_HEADER_SUMMARY : STORE_SUMMARY, part->id);
    if (!k->bytes) return;
    struct unpacker *u = unpacker_new(g_bytes_get_data(k->bytes, NULL), g_bytes_get_size(k->bytes));
    k->before = g_new0(struct result, MAX(part->outline.nfuncs, 1));
    k->modes = unpack_hash(u);
    uint32_t n = unpack_count(u);
    for (uint32_t f = 0; f < n && unpack_ok(u); f++) {
        struct result got = {0};
        uint64_t link = unpack_result(u, &got);
        struct result *r = by_link(part, k->before, f, link);
        if (r && !r->hash[DIRECT]) *r = got;
    }
    unpacker_free(u);
}

struct knowledge *knowledge_at(struct program *p, uint32_t i)
{
    if (!p->knowledge[i].loaded) load(p, i);
    return &p->knowledge[i];
}

const struct result *knowledge_before(struct program *p, node_id n)
{
    static const struct result nothing;
    uint32_t part = p->graph->part_of[n];
    const struct knowledge *k = knowledge_at(p, part);
    return k->before ? &k->before[n - p->graph->parts[part].first] : &nothing;
}

const struct result *knowledge_of(struct program *p, node_id n)
{
    return p->results && p->results[n].renewed ? &p->results[n] : knowledge_before(p, n);
}

/* Most parts have nothing new, and their results are memory that was never touched. */
bool knowledge_is_new(const struct program *p, node_id n)
{
    return p->knowledge[p->graph->part_of[n]].solved && p->results[n].solved;
}

void knowledge_links(struct store *s, uint32_t unit, GHashTable *out)
{
    GBytes *plain = store_has(s, STORE_SUMMARY, unit) ? open_blob(s, STORE_SUMMARY, unit) : NULL;
    if (!plain) return;
    struct unpacker *u = unpacker_new(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    unpack_hash(u);
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        struct result skipped;
        uint64_t link = unpack_result(u, &skipped);
        g_hash_table_add(out, g_memdup2(&link, sizeof link));
    }
    unpacker_free(u);
    g_bytes_unref(plain);
}

const struct summary *knowledge_summary(struct program *p, node_id n, enum round round)
{
    const struct result *r = knowledge_of(p, n);
    if (round == INDIRECT && !r->summary[INDIRECT].data) round = DIRECT;
    struct span packed = r->summary[round];
    if (p->open[round][n] || !packed.data) return p->open[round][n];
    struct unpacker *u = unpacker_new(packed.data, packed.size);
    p->open[round][n] = summary_unpack(u, p->rules, p->summary_arena);
    unpacker_free(u);
    return p->open[round][n];
}

/* ---- results of this run ---- */

struct span knowledge_span(struct program *p, struct packer *packer)
{
    if (!packer) return (struct span){0};
    GBytes *bytes = packer_finish(packer);
    struct span s = {NULL, g_bytes_get_size(bytes)};
    s.data = shelf_dup(p->shelf, g_bytes_get_data(bytes, NULL), s.size);
    g_bytes_unref(bytes);
    return s;
}

static void move_to_shelf(struct program *p, struct span *s)
{
    s->data = shelf_dup(p->shelf, s->data, s->size);
}

struct result *knowledge_renew(struct program *p, node_id n)
{
    struct result *r = &p->results[n];
    if (r->renewed) return r;
    struct result copy = *knowledge_before(p, n);
    for (int round = 0; round < ROUNDS; round++) move_to_shelf(p, &copy.summary[round]);
    move_to_shelf(p, &copy.registrations);
    copy.renewed = true;
    *r = copy;
    return r;
}

/* ---- IR ---- */

const struct ir_unit *knowledge_unit(struct program *p, uint32_t part)
{
    struct knowledge *k = &p->knowledge[part];
    if (k->ir) return k->ir;
    GBytes *plain = open_blob(p->store, STORE_IR, p->graph->parts[part].id);
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
    const struct part *at = &p->graph->parts[part];
    if (p->has_probes && p->probes == at->outline.probes) return;
    const struct ir_unit *unit = knowledge_unit(p, at->user);
    if (!unit) return;
    analysis_probes(p->analysis, unit->probes, unit->nprobes);
    p->has_probes = true;
    p->probes = at->outline.probes;
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
    size_t most = MAX(MAX_OPEN / MAX(p->options.workers, 1), MIN_OPEN);
    if (arena_used(p->ir_arena) > most) {
        for (guint i = 0; i < p->open_parts->len; i++) {
            struct knowledge *k = &p->knowledge[g_array_index(p->open_parts, uint32_t, i)];
            k->ir = NULL;
            k->header = NULL;
        }
        g_array_set_size(p->open_parts, 0);
        arena_reset(p->ir_arena);
    }
    if (arena_used(p->summary_arena) <= most) return;
    for (int round = 0; round < ROUNDS; round++)
        memset(p->open[round], 0, p->graph->nnodes * sizeof *p->open[round]);
    arena_reset(p->summary_arena);
}

/* See care.h. */
#include "program/care.h"

#include "base/arena.h"
#include "ir/pack.h"
#include "program/inside.h"

/* ---- figures ---- */

static void count_calls(void *context, uint32_t id, const void *data, size_t n)
{
    struct care_figures *figures = context;
    struct outline o;
    void *aligned = g_memdup2(data, n);
    (void)id;
    if (outline_open(&o, aligned, n)) figures->calls += o.nrefs;
    g_free(aligned);
}

static void count_violations(void *context, uint32_t id, const void *data, size_t n)
{
    struct care_figures *figures = context;
    struct unpacker *u = unpacker_new(data, n);
    uint32_t functions = unpack_count(u);
    (void)id;
    for (uint32_t i = 0; i < functions && unpack_ok(u); i++) {
        size_t size;
        unpack_bytes(u, &size); /* the function's link */
        const void *list = unpack_bytes(u, &size);
        if (!list) break;
        struct unpacker *violations = unpacker_new(list, size);
        figures->violations += unpack_count(violations);
        unpacker_free(violations);
    }
    unpacker_free(u);
}

void care_count(struct store *s, struct care_figures *out)
{
    *out = (struct care_figures){0};
    store_each(s, STORE_OUTLINE, count_calls, out);
    store_each(s, STORE_HEADER_OUTLINE, count_calls, out);
    store_each(s, STORE_VIOLATION, count_violations, out);
    store_each(s, STORE_HEADER_VIOLATION, count_violations, out);
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        const struct store_unit *u = store_unit_by_id(s, id);
        if (!u) continue;
        out->analysed += (u->flags & STORE_UNIT_ANALYSED) != 0;
        out->stale += (u->flags & STORE_UNIT_STALE) != 0;
    }
}

/* ---- whether it can be read ---- */

struct care {
    struct store *store;
    struct arena *arena; /* of one unit */
    GPtrArray *wrong;
};

static void complain(struct care *c, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void complain(struct care *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(c->wrong, g_strdup_vprintf(format, args));
    va_end(args);
}

/* A blob that is lost is store_check()'s business; one that was never put is ours. */
static GBytes *blob(struct care *c, enum store_blob kind, uint32_t id, const char *whose)
{
    if (!store_has(c->store, kind, id))
        complain(c, "%s has no %s", whose, kind == STORE_IR ? "IR" : "outline");
    return store_get(c->store, kind, id);
}

static bool check_outline(struct care *c, GBytes *bytes, struct outline *o, const char *whose)
{
    if (!outline_open(o, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))) {
        complain(c, "the outline of %s cannot be read", whose);
        return false;
    }
    for (uint32_t i = 0; i < o->nheaders; i++) {
        if (o->headers[i] <= UINT32_MAX && store_header_hash(c->store, (uint32_t)o->headers[i])) continue;
        complain(c, "%s refers to a header function that is not there", whose);
        return false;
    }
    return true;
}

/* How many functions the IR of a unit has; -1 if it cannot be read. */
static int64_t functions_of(struct care *c, GBytes *packed)
{
    GBytes *plain = bytes_decompress(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    if (!plain) return -1;
    struct unpacker *u = unpacker_new(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    const struct ir_unit *unit = ir_unpack_unit(u, c->arena);
    int64_t n = unpacker_free(u) && unit ? (int64_t)unit->nfuncs : -1;
    g_bytes_unref(plain);
    arena_reset(c->arena);
    return n;
}

static void check_unit(struct care *c, const struct store_unit *unit)
{
    GBytes *outline = blob(c, STORE_OUTLINE, unit->id, unit->file);
    GBytes *ir = blob(c, STORE_IR, unit->id, unit->file);
    struct outline o = {.nfuncs = unit->functions};
    if (outline) check_outline(c, outline, &o, unit->file);
    if (ir && functions_of(c, ir) != (int64_t)o.nfuncs)
        complain(c, "the IR of %s cannot be read, or is not that of its outline", unit->file);
    if (outline) g_bytes_unref(outline);
    if (ir) g_bytes_unref(ir);
}

static void check_header_outline(void *context, uint32_t id, const void *data, size_t n)
{
    struct care *c = context;
    char *whose = g_strdup_printf("header function %u", id);
    GBytes *bytes = g_bytes_new(data, n);
    struct outline o;
    if (check_outline(c, bytes, &o, whose) && o.nfuncs != 1)
        complain(c, "the outline of %s has %u functions", whose, o.nfuncs);
    g_bytes_unref(bytes);
    g_free(whose);
}

static void check_header_ir(void *context, uint32_t id, const void *data, size_t n)
{
    struct care *c = context;
    struct unpacker *u = unpacker_new(data, n);
    const struct ir_func *f = ir_unpack_func(u, c->arena);
    if (!unpacker_free(u) || !f) complain(c, "the IR of header function %u cannot be read", id);
    arena_reset(c->arena);
}

/* ---- results ---- */

static bool is_analysed(const struct care *c, const struct graph *g, const struct part *part)
{
    const struct store_unit *u = store_unit_by_id(c->store, g->parts[part->user].id);
    return u && u->flags & STORE_UNIT_ANALYSED;
}

static void check_results(struct care *c, const struct rules *rules)
{
    struct program *p = program_new(rules, c->store);
    struct care_figures figures;
    uint32_t readable;
    care_count(c->store, &figures);
    program_violations(p, &readable);
    if (readable != figures.violations)
        complain(c, "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " violations cannot be read",
                 figures.violations - readable, figures.violations);
    program_open_graph(p);
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        uint32_t lost = 0;
        if (!is_analysed(c, p->graph, part)) continue;
        for (node_id n = part->first; n < part->first + part->outline.nfuncs; n++)
            lost += !knowledge_summary(p, n, INDIRECT);
        if (lost && part->is_header) complain(c, "header function %u has no summary", part->id);
        if (lost && !part->is_header)
            complain(c, "%s has no summary of %u of its functions", part->outline.file, lost);
        knowledge_trim(p);
    }
    program_free(p);
}

/* ---- all of it ---- */

void care_check(struct store *s, const struct rules *rules, GPtrArray *wrong)
{
    struct care c = {s, arena_new(), wrong};
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        const struct store_unit *u = store_unit_by_id(s, id);
        if (u && u->flags & STORE_UNIT_PARSED) check_unit(&c, u);
    }
    store_each(s, STORE_HEADER_OUTLINE, check_header_outline, &c);
    store_each(s, STORE_HEADER_IR, check_header_ir, &c);
    bool same_rules = rules && g_strcmp0(store_value(s, "rules"), rules_hash(rules)) == 0;
    if (same_rules) check_results(&c, rules);
    arena_free(c.arena);
}

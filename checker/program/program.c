/* See program.h: the order of the work, and how the analysis asks for the rest of the program. */
#include "program/inside.h"

#include "base/pack.h"
#include "program/record.h"

#include <string.h>

/* ---- the analysis' questions ---- */

static const struct summary *summary_of(struct program *p, node_id n)
{
    for (uint32_t i = 0; i < p->nmembers; i++) {
        if (p->members[i] == n && p->live[i]) return p->live[i];
    }
    return knowledge_summary(p, n, p->round);
}

static const struct summary *resolve_summary(void *context, sym link)
{
    struct program *p = context;
    node_id n = graph_lookup(p->graph, p->current, sym_hash(link));
    return n == NO_NODE ? NULL : summary_of(p, n);
}

static unsigned resolve_targets(void *context, sym field, const struct summary *out[MAX_TARGETS])
{
    struct program *p = context;
    const node_id *targets;
    unsigned n = p->round == DIRECT ? 0 : fields_targets(p, sym_hash(field), &targets), got = 0;
    /* what the first round says of them: the second must not depend on itself */
    for (unsigned i = 0; i < n; i++) {
        const struct summary *s = knowledge_summary(p, targets[i], DIRECT);
        if (!s) return 0;
        out[got++] = s;
    }
    return got;
}

static bool resolve_own(void *context, sym link)
{
    struct program *p = context;
    node_id n = graph_lookup(p->graph, p->current, sym_hash(link));
    return n != NO_NODE && !graph_part(p->graph, n)->is_header;
}

/* ---- life ---- */

static void check_rules(struct program *p)
{
    const char *hash = rules_hash(p->rules), *before = store_value(p->store, "rules");
    if (g_strcmp0(before, hash) == 0) return;
    for (uint32_t i = 1; i <= store_max_unit(p->store); i++) {
        struct store_unit *u = store_unit_by_id(p->store, i);
        if (!u || !(u->flags & STORE_UNIT_ANALYSED)) continue;
        u->flags &= ~(uint32_t)STORE_UNIT_ANALYSED;
        store_unit_changed(p->store, u);
        /* what other rules made can't even be read */
        store_put(p->store, STORE_SUMMARY, i, NULL);
        store_put(p->store, STORE_VIOLATION, i, NULL);
    }
    for (uint32_t i = 1; i <= store_max_header(p->store); i++) {
        if (!store_header_hash(p->store, i)) continue;
        store_put(p->store, STORE_HEADER_SUMMARY, i, NULL);
        store_put(p->store, STORE_HEADER_VIOLATION, i, NULL);
    }
    store_set_value(p->store, "rules", hash);
}

struct program *program_new(const struct rules *rules, struct store *store)
{
    struct program *p = g_new0(struct program, 1);
    struct resolver resolver = {p, resolve_summary, resolve_targets, resolve_own};
    p->rules = rules;
    p->store = store ? store : store_open(NULL, "", NULL);
    p->owns_store = !store;
    p->analysis = analysis_new(rules, &resolver);
    p->violation_arena = arena_new();
    p->violations = g_ptr_array_new();
    p->removed = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    check_rules(p);
    return p;
}

static void close_graph(struct program *p)
{
    knowledge_close(p);
    fields_free(g_steal_pointer(&p->fields));
    graph_free(g_steal_pointer(&p->graph));
    g_free(g_steal_pointer(&p->dirty));
}

void program_free(struct program *p)
{
    if (!p) return;
    close_graph(p);
    if (p->owns_store) store_close(p->store);
    analysis_free(p->analysis);
    arena_free(p->violation_arena);
    g_ptr_array_unref(p->violations);
    g_array_unref(p->removed);
    g_free(p);
}

void program_add(struct program *p, const struct ir_unit *unit)
{
    struct recorder *r = recorder_new();
    GByteArray *record = g_byte_array_new();
    recorder_add(r, unit, record);
    record_put(p->store, store_unit(p->store, sym_text(unit->file)), record->data, record->len);
    g_byte_array_unref(record);
    recorder_free(r);
}

void program_remove(struct program *p, const struct store_unit *unit)
{
    GBytes *bytes = store_get(p->store, STORE_OUTLINE, unit->id);
    struct outline o;
    if (bytes && outline_open(&o, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))) {
        for (uint32_t i = 0; i < o.nfuncs; i++) {
            if (o.funcs[i].is_extern) g_array_append_val(p->removed, o.funcs[i].link);
        }
    }
    if (bytes) g_bytes_unref(bytes);
    store_remove_unit(p->store, (struct store_unit *)unit);
    p->shrunk = true;
}

/* ---- analysis ---- */

void program_open_graph(struct program *p, bool ordered)
{
    close_graph(p);
    p->graph = graph_new(p->store, ordered);
    knowledge_open(p);
}

static void finish(struct program *p)
{
    knowledge_put(p);
    memory_judge(p);
    store_flush(p->store);
    g_array_set_size(p->removed, 0);
    p->shrunk = false;
}

/* Their violations must not outlive them. */
static void forget_unused_headers(struct program *p)
{
    for (guint i = 0; i < p->graph->unused->len; i++)
        store_remove_header(p->store, g_array_index(p->graph->unused, uint32_t, i));
}

static bool is_up_to_date(const struct program *p)
{
    for (uint32_t i = 1; i <= store_max_unit(p->store); i++) {
        const struct store_unit *u = store_unit_by_id(p->store, i);
        if (u && u->flags & STORE_UNIT_PARSED && !(u->flags & STORE_UNIT_ANALYSED)) return false;
    }
    return !p->shrunk;
}

void program_analyse(struct program *p)
{
    p->work = (struct program_work){0};
    if (is_up_to_date(p)) return;
    program_open_graph(p, true);
    forget_unused_headers(p);
    p->fields = fields_new(p);
    solve_mark(p);
    solve_round(p, DIRECT);
    fields_learn(p);
    solve_round(p, INDIRECT);
    entries_judge(p);
    finish(p);
    for (uint32_t i = 0; i < p->graph->nunits; i++) p->work.functions += p->graph->parts[i].outline.nfuncs;
    p->work.units = p->graph->nunits;
}

/* ---- results ---- */

struct reading {
    struct program *program;
    GPtrArray *out;
};

static void read_violations(void *context, uint32_t id, const void *data, size_t n)
{
    struct reading *r = context;
    (void)id;
    struct unpacker *u = unpacker_new(data, n);
    uint32_t count = unpack_count(u);
    for (uint32_t i = 0; i < count && unpack_ok(u); i++) {
        size_t size;
        unpack_bytes(u, &size); /* the function's link */
        const void *list = unpack_bytes(u, &size);
        if (!list) break;
        GBytes *packed = g_bytes_new(list, size);
        unpack_violations(r->program, packed, r->program->violation_arena, r->out);
        g_bytes_unref(packed);
    }
    unpacker_free(u);
}

const struct violation *const *program_violations(struct program *p, uint32_t *n)
{
    struct reading r = {p, p->violations};
    g_ptr_array_set_size(p->violations, 0);
    arena_reset(p->violation_arena);
    store_each(p->store, STORE_VIOLATION, read_violations, &r);
    store_each(p->store, STORE_HEADER_VIOLATION, read_violations, &r);
    memory_violations(p, p->violation_arena, p->violations);
    *n = p->violations->len;
    return (const struct violation *const *)p->violations->pdata;
}

void program_print_summaries(FILE *out, struct program *p, const char *function)
{
    sym wanted = function ? sym_of(function) : SYM_NONE;
    if (!p->graph) program_open_graph(p, false);
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        if (part->is_header && !wanted) break;
        for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
            const struct summary *s = knowledge_summary(p, part->first + f, INDIRECT);
            if (s && (!wanted || s->func->name == wanted)) summary_print(out, s);
        }
    }
}

void program_work(const struct program *p, struct program_work *out)
{
    *out = p->work;
}

void program_stats(const struct program *p, struct analysis_stats *out)
{
    analysis_stats(p->analysis, out);
}

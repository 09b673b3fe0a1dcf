/* See program.h: the order of the work, and how the analysis asks for the rest of the program. */
#include "program/inside.h"

#include "base/pack.h"
#include "program/record.h"

#include <string.h>
#include <unistd.h>

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
        if (!u) continue;
        u->flags &= ~(uint32_t)STORE_UNIT_ANALYSED;
        store_unit_changed(p->store, u);
        /* what other rules made can't even be read */
        store_put(p->store, STORE_SUMMARY, i, NULL);
        store_put(p->store, STORE_VIOLATION, i, NULL);
        store_put(p->store, STORE_FIELDS, i, NULL);
    }
    for (uint32_t i = 1; i <= store_max_header(p->store); i++) {
        if (!store_header_hash(p->store, i)) continue;
        store_put(p->store, STORE_HEADER_SUMMARY, i, NULL);
        store_put(p->store, STORE_HEADER_VIOLATION, i, NULL);
    }
    store_set_value(p->store, "rules", hash);
}

static void failure_free(gpointer data)
{
    struct program_failure *f = data;
    g_free(f->reason);
    g_free(f);
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
    p->failures = g_ptr_array_new_with_free_func(failure_free);
    p->removed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    p->shrunk = folders_new();
    p->stored = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    check_rules(p);
    return p;
}

void program_set_options(struct program *p, const struct program_options *options)
{
    p->options = *options;
}

static void close_graph(struct program *p)
{
    knowledge_close(p);
    fields_free(g_steal_pointer(&p->fields));
    graph_free(g_steal_pointer(&p->graph));
    shelf_free(g_steal_pointer(&p->shelf));
    for (int round = 0; round < ROUNDS; round++) g_free(g_steal_pointer(&p->dirty[round]));
    p->results = NULL;
}

void program_free(struct program *p)
{
    if (!p) return;
    close_graph(p);
    if (p->owns_store) store_close(p->store);
    analysis_free(p->analysis);
    arena_free(p->violation_arena);
    g_ptr_array_unref(p->violations);
    g_ptr_array_unref(p->failures);
    g_hash_table_unref(p->removed);
    folders_free(p->shrunk);
    g_hash_table_unref(p->stored);
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
    knowledge_links(p->store, unit->id, p->removed);
    if (bytes && outline_open(&o, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)))
        folders_add(p->shrunk, o.file);
    if (bytes) g_bytes_unref(bytes);
    store_remove_unit(p->store, (struct store_unit *)unit);
    p->is_smaller = true;
}

/* ---- analysis ---- */

static void open_graph(struct program *p, struct graph *graph)
{
    close_graph(p);
    p->graph = graph;
    knowledge_open(p);
}

void program_open_graph(struct program *p)
{
    open_graph(p, graph_open(p->store));
}

static void pass_over(void *context, uint32_t id, const void *data, size_t n)
{
    (void)context, (void)id, (void)data, (void)n;
}

/* What a worker finds lost, nobody else knows of. */
static void look_for_losses(struct program *p)
{
    for (int kind = 0; kind < STORE_BLOB_KINDS && store_lost(p->store) == p->lost; kind++)
        store_each(p->store, (enum store_blob)kind, pass_over, NULL);
}

void program_check_worker(const struct program *p)
{
    enum { LOST = 3 };
    if (store_lost(p->store) > p->lost) _exit(LOST);
}

void program_fail(struct program *p, uint32_t part, const char *what, const char *reason)
{
    struct program_failure *f = g_new0(struct program_failure, 1);
    const struct part *at = &p->graph->parts[part];
    const struct part *user = at->is_header ? &p->graph->parts[at->user] : at;
    if (p->failures->len == 0) look_for_losses(p);
    f->file = store_unit_by_id(p->store, user->id)->file;
    f->reason = g_strdup_printf("%s is not judged: its analysis %s", what, reason);
    g_ptr_array_add(p->failures, f);
    p->knowledge[part].broken = true;
}

struct pool_options program_pool(const struct program *p, uint32_t jobs)
{
    enum { FEW = 50 }; /* jobs that are not worth a process more */
    const struct program_options *o = &p->options;
    return (struct pool_options){.workers = MIN(o->workers, 1 + jobs / FEW),
                                 .timeout_s = o->timeout_s,
                                 .memory_limit = o->memory_limit,
                                 .stop = o->stop};
}

/* Their violations must not outlive them. */
static void forget_unused_headers(struct program *p)
{
    for (guint i = 0; i < p->graph->unused->len; i++)
        store_remove_header(p->store, g_array_index(p->graph->unused, uint32_t, i));
}

static void begin(struct program *p)
{
    open_graph(p, graph_new(p->store));
    forget_unused_headers(p);
    p->lost = store_lost(p->store);
    p->shelf = shelf_new();
    p->results = SHELF_ARRAY(p->shelf, struct result, p->graph->nnodes);
    for (int round = 0; round < ROUNDS; round++) p->dirty[round] = g_new0(bool, MAX(p->graph->nnodes, 1));
    p->fields = fields_new(p);
    mark_new(p);
    entries_mark(p);
    memory_mark(p);
}

static bool work(struct program *p)
{
    if (!rounds_run(p, DIRECT)) return false;
    fields_learn(p);
    return rounds_run(p, INDIRECT) && entries_judge(p);
}

static void count(struct program *p)
{
    const struct graph *g = p->graph;
    p->work.units = g->nunits;
    p->work.functions = g->nnodes;
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct part *part = &g->parts[i];
        if (!p->knowledge[i].solved) continue;
        for (uint32_t f = 0; f < part->outline.nfuncs; f++)
            p->work.solved += p->results[part->first + f].solved;
    }
}

static bool is_up_to_date(const struct program *p)
{
    for (uint32_t i = 1; i <= store_max_unit(p->store); i++) {
        const struct store_unit *u = store_unit_by_id(p->store, i);
        if (u && u->flags & STORE_UNIT_PARSED && !(u->flags & STORE_UNIT_ANALYSED)) return false;
    }
    return !p->is_smaller;
}

bool program_analyse(struct program *p)
{
    p->work = (struct program_work){0};
    g_ptr_array_set_size(p->failures, 0);
    if (is_up_to_date(p)) return true;
    begin(p);
    bool done = work(p);
    if (done) {
        keep_results(p);
        if (store_path(p->store)) graph_keep(p->graph, p->store); /* for those who only ask */
    } else {
        keep_nothing(p);
    }
    count(p);
    store_flush(p->store);
    g_hash_table_remove_all(p->removed);
    folders_clear(p->shrunk);
    g_hash_table_remove_all(p->stored);
    p->is_smaller = false;
    close_graph(p);
    return done;
}

const GPtrArray *program_failures(const struct program *p)
{
    return p->failures;
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
        unpack_hash(u); /* the function's link */
        unpack_violations(r->program, unpack_span(u), r->program->violation_arena, r->out);
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
    *n = p->violations->len;
    return (const struct violation *const *)p->violations->pdata;
}

void program_print_summaries(FILE *out, struct program *p, const char *function)
{
    sym wanted = function ? sym_of(function) : SYM_NONE;
    if (!p->graph) program_open_graph(p);
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

/* Summaries, bottom-up: which functions are to be solved (again), and the solving. See inside.h.
 *
 * A function is solved again if its IR is new, or if the summary of a function that it calls has become
 * another: when a summary comes out equal, nothing above it is touched. Both rounds go through the components
 * in the same order, callees first, so that each is solved once a round.
 */
#include "program/inside.h"

#include "analysis/pack.h"

#include <string.h>

/* Visits of a recursion: the first with nothing known of it, the last is believed. */
enum { RECURSION_VISITS = 2 };

/* ---- what is to be done ---- */

static void mark(struct program *p, node_id n, enum round round)
{
    p->dirty[n] |= (uint8_t)(1 << round);
}

void mark_callers(struct program *p, node_id n, enum round round)
{
    const struct graph *g = p->graph;
    for (uint32_t i = g->caller_start[n]; i < g->caller_start[n + 1]; i++) mark(p, g->callers[i], round);
}

static void mark_part(struct program *p, uint32_t i)
{
    const struct part *part = &p->graph->parts[i];
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) mark(p, part->first + f, DIRECT);
    p->knowledge[i].enter = true;
}

static gboolean forget_known(gpointer key, gpointer value, gpointer data)
{
    (void)value;
    return g_hash_table_contains(data, key);
}

static void collect_externs(const struct part *part, GHashTable *out)
{
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
        if (part->outline.funcs[f].is_extern) g_hash_table_add(out, (gpointer)&part->outline.funcs[f].link);
    }
}

/* Names that a changed unit defines and did not, or the other way round. */
static void add_difference(struct program *p, uint32_t i, GHashTable *changed)
{
    GHashTable *old = knowledge_links(p, i);
    GHashTable *now = g_hash_table_new(g_int64_hash, g_int64_equal);
    collect_externs(&p->graph->parts[i], now);
    GHashTableIter it;
    gpointer key;
    g_hash_table_iter_init(&it, now);
    while (g_hash_table_iter_next(&it, &key, NULL)) {
        if (!g_hash_table_contains(old, key)) g_hash_table_add(changed, g_memdup2(key, sizeof(uint64_t)));
    }
    g_hash_table_foreach_remove(old, forget_known, now);
    g_hash_table_iter_init(&it, old);
    while (g_hash_table_iter_next(&it, &key, NULL))
        g_hash_table_add(changed, g_memdup2(key, sizeof(uint64_t)));
    g_hash_table_unref(old);
    g_hash_table_unref(now);
}

/* Functions that refer to a name whose meaning may be another one now. */
static void mark_users_of(struct program *p, GHashTable *changed)
{
    const struct graph *g = p->graph;
    for (uint32_t i = 0; i < g->nparts && g_hash_table_size(changed) > 0; i++) {
        const struct part *part = &g->parts[i];
        for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
            const struct outline_func *func = &part->outline.funcs[f];
            for (uint32_t r = 0; r < func->nrefs; r++) {
                outline_ref ref = part->outline.refs[func->refs + r];
                if (outline_place(ref) == OUTLINE_EXTERN &&
                    g_hash_table_contains(changed, &part->outline.externs[outline_index(ref)]))
                    mark(p, part->first + f, DIRECT);
            }
        }
    }
}

/* Units whose IR is new, header functions that were never seen, and who calls what came or went. */
void solve_mark(struct program *p)
{
    const struct graph *g = p->graph;
    uint32_t fresh = 0;
    GHashTable *changed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    p->dirty = g_new0(uint8_t, MAX(g->nnodes, 1));
    for (uint32_t i = 0; i < g->nunits; i++) {
        const struct store_unit *u = store_unit_by_id(p->store, g->parts[i].id);
        if (u->flags & STORE_UNIT_ANALYSED) continue;
        mark_part(p, i);
        fresh++;
    }
    for (uint32_t i = 0; i < g->nunits && fresh < g->nunits; i++) {
        if (p->knowledge[i].enter) add_difference(p, i, changed);
    }
    for (guint i = 0; i < p->removed->len; i++) {
        uint64_t *link = &g_array_index(p->removed, uint64_t, i);
        g_hash_table_add(changed, g_memdup2(link, sizeof *link));
    }
    for (uint32_t i = g->nunits; i < g->nparts; i++) {
        if (!store_has(p->store, STORE_HEADER_SUMMARY, g->parts[i].id)) mark_part(p, i);
    }
    mark_users_of(p, changed);
    g_hash_table_unref(changed);
}

/* ---- one component ---- */

static void set_result(struct program *p, node_id n, enum round round, const struct summary *s)
{
    struct result *r = knowledge_of(p, n);
    if (r->open[round]) r->open[round] = NULL; /* its memory is in the arena of summaries */
    struct packer *packer = packer_new();
    summary_pack(packer, s);
    GBytes *packed = packer_finish(packer);
    r->hash[round] = hash64(g_bytes_get_data(packed, NULL), g_bytes_get_size(packed));
    if (r->summary[round]) g_bytes_unref(g_steal_pointer(&r->summary[round]));
    bool same = round == INDIRECT && r->hash[INDIRECT] == r->hash[DIRECT];
    if (same)
        g_bytes_unref(packed);
    else
        r->summary[round] = packed;
    if (round == INDIRECT) return;
    r->sleeps = false;
    for (uint32_t i = 0; i < s->nevents; i++) r->sleeps |= s->events[i]->kind == EVENT_SLEEP;
}

/* The violations and registrations of the last visit. */
static void set_lists(struct program *p, node_id n)
{
    struct result *r = knowledge_of(p, n);
    if (r->violations) g_bytes_unref(r->violations);
    if (r->registrations) g_bytes_unref(r->registrations);
    if (r->calls) g_bytes_unref(r->calls);
    if (r->fields) g_bytes_unref(r->fields);
    r->violations = pack_violations(analysis_violations(p->analysis));
    r->registrations = pack_registrations(analysis_registrations(p->analysis));
    r->calls = pack_calls(analysis_calls(p->analysis));
    r->fields = pack_field_notes(analysis_field_notes(p->analysis));
}

static void solve_member(struct program *p, uint32_t i)
{
    GPtrArray *violations = analysis_violations(p->analysis),
              *registrations = analysis_registrations(p->analysis);
    p->current = p->members[i];
    const struct ir_func *f = knowledge_ir(p, p->current);
    g_ptr_array_set_size(violations, 0);
    g_ptr_array_set_size(registrations, 0);
    g_ptr_array_set_size(analysis_calls(p->analysis), 0);
    g_ptr_array_set_size(analysis_field_notes(p->analysis), 0);
    p->live[i] = f ? analysis_function(p->analysis, f, p->solve_arena) : analysis_neutral();
    set_lists(p, p->current);
    p->work.solved++;
}

/* In an order that is the same whatever the database went through. */
static int by_link(const void *a, const void *b, void *data)
{
    const struct graph *g = data;
    node_id x = *(const node_id *)a, y = *(const node_id *)b;
    uint64_t m = graph_link(g, x), n = graph_link(g, y);
    return m != n ? (m > n) - (m < n) : (x > y) - (x < y);
}

static void solve_component(struct program *p, node_id *members, uint32_t n, enum round round)
{
    bool recursive = n > 1 || graph_recursive(p->graph, members[0]);
    g_qsort_with_data(members, (gint)n, sizeof *members, by_link, p->graph);
    p->members = members, p->nmembers = n, p->round = round;
    p->live = g_new(const struct summary *, n);
    for (uint32_t i = 0; i < n; i++) {
        knowledge_write(p, p->graph->part_of[members[i]]);
        p->live[i] = recursive ? analysis_neutral() : NULL;
    }
    for (int visit = 0; visit < (recursive ? RECURSION_VISITS : 1); visit++) {
        for (uint32_t i = 0; i < n; i++) solve_member(p, i);
    }
    for (uint32_t i = 0; i < n; i++) set_result(p, members[i], round, p->live[i]);
    g_free(p->live);
    p->members = NULL, p->nmembers = 0;
    arena_reset(p->solve_arena);
    knowledge_trim(p);
}

/* ---- rounds ---- */

static bool any_dirty(const struct program *p, const node_id *members, uint32_t n, enum round round)
{
    for (uint32_t i = 0; i < n; i++) {
        if (p->dirty[members[i]] & 1 << round) return true;
    }
    return false;
}

static void solve_direct(struct program *p, node_id *members, uint32_t n)
{
    uint64_t *old = g_new(uint64_t, n);
    for (uint32_t i = 0; i < n; i++) old[i] = knowledge_of(p, members[i])->hash[DIRECT];
    node_id *order = g_memdup2(members, n * sizeof *members);
    solve_component(p, members, n, DIRECT);
    for (uint32_t i = 0; i < n; i++) {
        struct result *r = knowledge_of(p, order[i]);
        mark(p, order[i], INDIRECT);
        r->solved = true;
        if (r->hash[DIRECT] != old[i]) mark_callers(p, order[i], DIRECT);
    }
    g_free(order);
    g_free(old);
}

/* Whether what fields hold matters to the function: it calls through a field whose functions all sleep, or it
 * calls a function to which it matters. */
static bool is_indirect(struct program *p, node_id n)
{
    const struct part *part = graph_part(p->graph, n);
    const struct outline_func *f = graph_func(p->graph, n);
    const node_id *targets;
    for (uint32_t i = 0; i < f->nfields; i++) {
        if (fields_targets(p, part->outline.fields[f->fields + i], &targets)) return true;
    }
    for (uint32_t i = 0; i < f->nrefs; i++) {
        node_id to = graph_target(p->graph, part, part->outline.refs[f->refs + i]);
        if (to != NO_NODE && knowledge_of(p, to)->summary[INDIRECT]) return true;
    }
    return false;
}

static void solve_indirect(struct program *p, node_id *members, uint32_t n)
{
    bool matters = false, solved = true;
    for (uint32_t i = 0; i < n; i++) {
        matters |= is_indirect(p, members[i]);
        solved &= knowledge_of(p, members[i])->solved;
    }
    if (matters || !solved) solve_component(p, members, n, INDIRECT);
    for (uint32_t i = 0; i < n; i++) {
        struct result *r = knowledge_of(p, members[i]);
        if (!matters) {
            if (r->summary[INDIRECT]) g_bytes_unref(g_steal_pointer(&r->summary[INDIRECT]));
            r->open[INDIRECT] = NULL;
            r->hash[INDIRECT] = r->hash[DIRECT];
        }
        p->knowledge[p->graph->part_of[members[i]]].enter = true;
        if (r->hash[INDIRECT] == r->before) continue;
        mark_callers(p, members[i], INDIRECT);
        const struct graph *g = p->graph;
        for (uint32_t c = g->caller_start[members[i]]; c < g->caller_start[members[i] + 1]; c++)
            p->knowledge[g->part_of[g->callers[c]]].enter = true;
    }
}

void solve_round(struct program *p, enum round round)
{
    struct graph *g = p->graph;
    for (uint32_t c = 0; c < g->ncomponents; c++) {
        node_id *members = g->order + g->start[c];
        uint32_t n = g->start[c + 1] - g->start[c];
        if (!any_dirty(p, members, n, round)) continue;
        if (round == DIRECT)
            solve_direct(p, members, n);
        else
            solve_indirect(p, members, n);
    }
}

/* Summaries, one component of the call graph at a time. See inside.h.
 *
 * A function is solved again if its IR is new, or if the summary of a function that it calls has become
 * another: when a summary comes out equal, nothing above it is touched. Both rounds go through the components
 * callees first, so that each is solved once a round.
 */
#include "program/inside.h"

#include "analysis/pack.h"

#include <string.h>

/* Visits of a recursion: the first with nothing known of it, the last is believed. */
enum { RECURSION_VISITS = 2 };

/* ---- solving ---- */

static void set_summary(struct program *p, node_id n, enum round round, const struct summary *s)
{
    struct result *r = knowledge_renew(p, n);
    struct packer *packer = packer_new();
    summary_pack(packer, s);
    struct span packed = knowledge_span(p, packer);
    r->hash[round] = hash64(packed.data, packed.size);
    bool same = round == INDIRECT && r->hash[INDIRECT] == r->hash[DIRECT];
    r->summary[round] = same ? (struct span){0} : packed;
    p->open[round][n] = NULL;
    r->solved = true;
    if (round == INDIRECT) return;
    r->sleeps = false;
    for (uint32_t i = 0; i < s->nevents; i++) r->sleeps |= s->events[i]->kind == EVENT_SLEEP;
}

/* The violations and registrations of the last visit. */
static void set_lists(struct program *p, node_id n)
{
    struct result *r = knowledge_renew(p, n);
    r->violations = knowledge_span(p, pack_violations(analysis_violations(p->analysis)));
    r->registrations = knowledge_span(p, pack_registrations(analysis_registrations(p->analysis)));
    r->calls = knowledge_span(p, pack_calls(analysis_calls(p->analysis)));
    r->fields = knowledge_span(p, pack_field_notes(analysis_field_notes(p->analysis)));
}

static void solve_member(struct program *p, uint32_t i, bool last)
{
    p->current = p->members[i];
    const struct ir_func *f = knowledge_ir(p, p->current);
    g_ptr_array_set_size(analysis_violations(p->analysis), 0);
    g_ptr_array_set_size(analysis_registrations(p->analysis), 0);
    g_ptr_array_set_size(analysis_calls(p->analysis), 0);
    g_ptr_array_set_size(analysis_field_notes(p->analysis), 0);
    p->live[i] = f ? analysis_function(p->analysis, f, p->solve_arena) : analysis_neutral();
    if (last) set_lists(p, p->current);
}

void solve_component(struct program *p, const node_id *members, uint32_t n, bool recursive, enum round round)
{
    int visits = recursive ? RECURSION_VISITS : 1;
    p->members = members, p->nmembers = n, p->round = round;
    p->live = g_new(const struct summary *, n);
    for (uint32_t i = 0; i < n; i++) p->live[i] = recursive ? analysis_neutral() : NULL;
    for (int visit = 1; visit <= visits; visit++) {
        for (uint32_t i = 0; i < n; i++) solve_member(p, i, visit == visits);
    }
    for (uint32_t i = 0; i < n; i++) set_summary(p, members[i], round, p->live[i]);
    g_free(p->live);
    p->members = NULL, p->nmembers = 0;
    arena_reset(p->solve_arena);
    knowledge_trim(p);
}

void solve_give_up(struct program *p, const node_id *members, uint32_t n, enum round round,
                   const char *reason)
{
    for (uint32_t i = 0; i < n; i++) {
        const struct ir_func *f = knowledge_ir(p, members[i]);
        struct result *r = knowledge_renew(p, members[i]);
        r->violations = r->registrations = r->calls = r->fields = (struct span){0};
        set_summary(p, members[i], round, analysis_neutral());
        char *what = g_strdup_printf("%s()", f ? sym_text(f->name) : "a function");
        program_fail(p, p->graph->part_of[members[i]], what, reason);
        g_free(what);
    }
}

/* ---- before and after ---- */

/* Whether what fields hold matters to the function: it calls through a field whose functions all sleep, or it
 * calls a function to which it matters. */
static bool is_indirect(struct program *p, node_id n)
{
    const struct part *part = graph_part(p->graph, n);
    const struct outline_func *f = graph_func(p->graph, n);
    const node_id *targets = graph_targets(p->graph, n), *held;
    for (uint32_t i = 0; i < f->nfields; i++) {
        if (fields_targets(p, part->outline.fields[f->fields + i], &held)) return true;
    }
    for (uint32_t i = 0; i < f->nrefs; i++) {
        if (targets[i] != NO_NODE && knowledge_of(p, targets[i])->summary[INDIRECT].data) return true;
    }
    return false;
}

/* The second round says what the first one said. */
static void set_same(struct program *p, node_id n)
{
    struct result *r = knowledge_renew(p, n);
    r->summary[INDIRECT] = (struct span){0};
    r->hash[INDIRECT] = r->hash[DIRECT];
    p->open[INDIRECT][n] = NULL;
}

static bool solve_needed_indirect(struct program *p, const node_id *members, uint32_t n)
{
    bool matters = false, solved = true;
    for (uint32_t i = 0; i < n; i++) {
        matters |= is_indirect(p, members[i]);
        solved &= knowledge_of(p, members[i])->solved;
    }
    if (matters || !solved) return true;
    for (uint32_t i = 0; i < n; i++) set_same(p, members[i]);
    solve_finish(p, members, n, INDIRECT);
    return false;
}

bool solve_needed(struct program *p, const node_id *members, uint32_t n, enum round round)
{
    bool any = false;
    for (uint32_t i = 0; i < n; i++) any |= p->dirty[round][members[i]];
    if (!any) return false;
    return round == DIRECT || solve_needed_indirect(p, members, n);
}

static void finish_indirect(struct program *p, node_id n)
{
    const struct graph *g = p->graph;
    p->knowledge[g->part_of[n]].enter = true;
    if (knowledge_of(p, n)->hash[INDIRECT] == knowledge_before(p, n)->hash[INDIRECT]) return;
    mark_callers(p, n, INDIRECT);
    for (uint32_t i = g->caller_start[n]; i < g->caller_start[n + 1]; i++)
        p->knowledge[g->part_of[g->callers[i]]].enter = true;
}

void solve_finish(struct program *p, const node_id *members, uint32_t n, enum round round)
{
    for (uint32_t i = 0; i < n; i++) {
        node_id m = members[i];
        knowledge_at(p, p->graph->part_of[m])->solved = true;
        if (round == INDIRECT) {
            finish_indirect(p, m);
            continue;
        }
        p->dirty[INDIRECT][m] = true;
        if (knowledge_of(p, m)->hash[DIRECT] != knowledge_before(p, m)->hash[DIRECT])
            mark_callers(p, m, DIRECT);
    }
}

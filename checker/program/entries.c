/* Top-down: functions entered in a context that a rule tells. See inside.h.
 *
 * Each unit's registrations are judged together: what it hands to request_irq() and its like, and what its
 * operations tables hold.
 */
#include "program/inside.h"

#include "base/pack.h"

struct judging {
    struct program *program;
    uint32_t part;
    struct arena *arena;
    GPtrArray *registrations; /* of struct registration * */
    const struct ir_unit *ir; /* NULL until it is needed  */
    struct modes *modes;
};

static void add_from_functions(struct judging *j)
{
    const struct part *part = &j->program->graph->parts[j->part];
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
        const struct result *r = knowledge_of(j->program, part->first + f);
        if (r->registrations) unpack_registrations(j->program, r->registrations, j->arena, j->registrations);
    }
}

static void add_from_tables(struct judging *j)
{
    for (uint32_t i = 0; j->ir && i < j->ir->ninits; i++) {
        const struct ir_init *init = &j->ir->inits[i];
        const struct rule_callback *rule = init->func ? rules_field(j->program->rules, init->field) : NULL;
        if (!rule) continue;
        struct registration *r = ARENA_NEW(j->arena, struct registration);
        *r = (struct registration){init->func, rule, NULL, init->loc, .how = init->field};
        g_ptr_array_add(j->registrations, r);
    }
}

/* A function that the unit has in its own code, or refers to. */
static node_id find_callback(const struct program *p, const struct part *part, sym link)
{
    uint64_t hash = sym_hash(link);
    node_id n = graph_own(part, hash);
    for (uint32_t i = 0; i < part->outline.nexterns && n == NO_NODE; i++) {
        if (part->outline.externs[i] == hash) n = part->externs[i];
    }
    for (uint32_t i = 0; i < part->outline.nheaders && n == NO_NODE; i++) {
        if (part->outline.header_links[i] == hash)
            n = graph_target(p->graph, part, (outline_ref)OUTLINE_HEADER << 30 | i);
    }
    return n;
}

/* What an object's initialiser has in the field, if that is one function. */
static sym initial(const struct ir_unit *unit, sym object, sym field)
{
    sym found = SYM_NONE;
    for (uint32_t i = 0; unit && i < unit->ninits; i++) {
        const struct ir_init *init = &unit->inits[i];
        if (init->object != object || init->field != field || !init->func || init->func == found) continue;
        if (found) return SYM_NONE;
        found = init->func;
    }
    return found;
}

bool registration_settle(struct registration *r, const struct ir_unit *unit)
{
    if (r->member) r->callback = initial(unit, r->callback, r->member);
    r->member = SYM_NONE;
    return r->callback != SYM_NONE;
}

/* ---- judging ---- */

static void judge(struct judging *j)
{
    struct program *p = j->program;
    GHashTable *seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < j->registrations->len; i++) {
        struct registration *r = j->registrations->pdata[i];
        if (!registration_settle(r, j->ir)) continue;
        gint64 key = (gint64)r->callback << 8 | r->rule->context;
        if (r->rule->context == RULE_CTX_PROCESS || g_hash_table_contains(seen, &key)) continue;
        node_id n = find_callback(p, &p->graph->parts[j->part], r->callback);
        const struct summary *s = n == NO_NODE ? NULL : knowledge_summary(p, n, INDIRECT);
        if (!s || modes_may_sleep(j->modes, r)) continue;
        g_hash_table_add(seen, g_memdup2(&key, sizeof key));
        analysis_entry(p->analysis, s, r, j->arena);
    }
    g_hash_table_unref(seen);
}

static void judge_part(struct program *p, uint32_t part)
{
    struct judging j = {.program = p, .part = part, .arena = p->solve_arena};
    j.registrations = g_ptr_array_new();
    j.modes = modes_new(p, part);
    struct knowledge *k = knowledge_write(p, part);
    j.ir = knowledge_unit(p, part);
    add_from_functions(&j);
    add_from_tables(&j);
    GPtrArray *violations = analysis_violations(p->analysis);
    g_ptr_array_set_size(violations, 0);
    judge(&j);
    if (k->entries) g_bytes_unref(k->entries);
    k->entries = pack_violations(violations);
    g_ptr_array_set_size(violations, 0);
    g_ptr_array_unref(j.registrations);
    modes_free(j.modes);
    arena_reset(p->solve_arena);
    knowledge_trim(p);
    p->work.entered++;
}

/* A changed unit may set a mode for its whole folder. */
static void mark_folders(struct program *p)
{
    const struct graph *g = p->graph;
    uint32_t fresh = 0, last = 0;
    for (uint32_t i = 0; i < g->nunits; i++) fresh += p->knowledge[i].enter;
    if (fresh > g->nunits / 2) {
        for (uint32_t i = 0; i < g->nunits; i++) p->knowledge[i].enter = true;
        return;
    }
    bool *seeds = g_new0(bool, MAX(g->nunits, 1));
    for (uint32_t i = 0; i < g->nunits; i++) seeds[i] = p->knowledge[i].enter;
    for (uint32_t i = 0; i < g->nunits; i++) {
        if (!seeds[i] || (last && same_folder(g->parts[last - 1].file, g->parts[i].file))) continue;
        last = i + 1;
        for (uint32_t k = 0; k < g->nunits; k++) {
            if (same_folder(g->parts[k].file, g->parts[i].file)) p->knowledge[k].enter = true;
        }
    }
    g_free(seeds);
}

void entries_judge(struct program *p)
{
    fields_mark_entries(p);
    mark_folders(p);
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        if (p->knowledge[i].enter) judge_part(p, i);
    }
}

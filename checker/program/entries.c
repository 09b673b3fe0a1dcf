/* Top-down: functions entered in a context that a rule tells. See inside.h.
 *
 * Each unit's registrations are judged together: what it hands to functions that register callbacks, and what
 * its operations tables hold. Which modes a unit sets (modes.c) is kept as one number, so that its folder is
 * judged again only if that changes.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <string.h>

struct judging {
    struct program *program;
    uint32_t part;
    struct arena *arena;
    GPtrArray *registrations; /* of struct registration * */
    const struct ir_unit *ir;
    struct modes *modes;
};

static void add_from_functions(struct judging *j)
{
    const struct part *part = &j->program->graph->parts[j->part];
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
        struct span packed = knowledge_of(j->program, part->first + f)->registrations;
        if (packed.data) unpack_registrations(j->program, packed, j->arena, j->registrations);
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

/* The answer: modes, then the packed violations. */
static void judge_part(struct program *p, uint32_t part, GByteArray *answer)
{
    struct judging j = {.program = p, .part = part, .arena = p->solve_arena};
    GPtrArray *violations = analysis_violations(p->analysis);
    j.registrations = g_ptr_array_new();
    j.modes = modes_new(p, part);
    j.ir = knowledge_unit(p, part);
    add_from_functions(&j);
    add_from_tables(&j);
    g_ptr_array_set_size(violations, 0);
    judge(&j);
    uint64_t modes = modes_number(j.modes);
    g_byte_array_append(answer, (const guint8 *)&modes, sizeof modes);
    struct packer *packer = pack_violations(violations);
    GBytes *packed = packer ? packer_finish(packer) : NULL;
    if (packed) {
        g_byte_array_append(answer, g_bytes_get_data(packed, NULL), (guint)g_bytes_get_size(packed));
        g_bytes_unref(packed);
    }
    g_ptr_array_set_size(violations, 0);
    g_ptr_array_unref(j.registrations);
    modes_free(j.modes);
    arena_reset(p->solve_arena);
    knowledge_trim(p);
}

static void do_part(void *context, uint32_t part, GByteArray *answer)
{
    judge_part(context, part, answer);
    program_check_worker(context);
}

static void part_done(void *context, uint32_t part, const void *answer, size_t n, const char *reason)
{
    struct program *p = context;
    struct knowledge *k = knowledge_at(p, part);
    k->entered = true;
    k->entered_modes = k->modes;
    if (k->entries) g_bytes_unref(g_steal_pointer(&k->entries));
    if (reason) program_fail(p, part, "what it registers", reason);
    if (n < sizeof k->entered_modes) return;
    memcpy(&k->entered_modes, answer, sizeof k->entered_modes);
    if (n > sizeof k->entered_modes)
        k->entries = g_bytes_new((const char *)answer + sizeof k->entered_modes, n - sizeof k->entered_modes);
}

/* Judges parts that are to be entered and were not yet. False if it was stopped. */
static bool judge_parts(struct program *p)
{
    struct pool_work work = {p, NULL, do_part, part_done, NULL, NULL};
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t left = 0;
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        if (p->knowledge[i].enter && !p->knowledge[i].entered) g_array_append_val(parts, i);
    }
    if (p->options.workers && parts->len > 0) {
        struct pool_options options = program_pool(p, parts->len);
        left = pool_run(&options, &work, (const uint32_t *)(void *)parts->data, parts->len);
    }
    for (guint i = 0; i < parts->len && !p->options.workers; i++) {
        GByteArray *answer = g_byte_array_new();
        judge_part(p, g_array_index(parts, uint32_t, i), answer);
        part_done(p, g_array_index(parts, uint32_t, i), answer->data, answer->len, NULL);
        g_byte_array_unref(answer);
    }
    p->work.entered += parts->len;
    g_array_unref(parts);
    return left == 0;
}

/* ---- what is to be judged ---- */

/* Tables with a function that has become another. */
static void mark_tables(struct program *p)
{
    const struct graph *g = p->graph;
    for (uint32_t i = 0; i < g->nunits; i++) {
        const struct outline *o = &g->parts[i].outline;
        for (uint32_t s = 0; s < o->nstores && !p->knowledge[i].enter; s++) {
            node_id n = graph_target(g, &g->parts[i], o->stores[s].func);
            p->knowledge[i].enter = n != NO_NODE && knowledge_is_new(p, n) &&
                                    p->results[n].hash[INDIRECT] != knowledge_before(p, n)->hash[INDIRECT];
        }
    }
}

static void mark_folders(struct program *p, const struct folders *changed)
{
    for (uint32_t i = 0; i < p->graph->nunits; i++)
        p->knowledge[i].enter |= folders_has(changed, p->graph->parts[i].outline.file);
}

void entries_mark(struct program *p)
{
    mark_folders(p, p->shrunk);
}

/* Folders in which a mode came or went. */
static void mark_modes(struct program *p)
{
    struct folders *changed = folders_new();
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        const struct knowledge *k = &p->knowledge[i];
        if (k->entered && k->entered_modes != k->modes) folders_add(changed, p->graph->parts[i].outline.file);
    }
    mark_folders(p, changed);
    folders_free(changed);
}

bool entries_judge(struct program *p)
{
    mark_tables(p);
    if (!judge_parts(p)) return false;
    mark_modes(p);
    return judge_parts(p);
}

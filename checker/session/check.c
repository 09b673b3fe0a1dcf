/* What a run does with the program database: brings it up to date with the inputs, analyses what that
 * changes, and gathers the findings of what was asked for.
 *
 * Needs fresh.h, work.h and all layers below.
 */
#include "frontend/prelude.h"
#include "session/db.h"
#include "session/fresh.h"
#include "session/session.h"
#include "session/shard.h"
#include "session/work.h"

#include <string.h>

/* What all preludes together may take on the disk. */
enum { PRELUDES_MIB = 3072 };

void session_fail(struct gfpcheck_session *s, const char *file, const char *reason)
{
    struct report_failure *f = g_new0(struct report_failure, 1);
    f->file = g_strdup(inputs_relative(s->in.root ? s->in.root : "", file));
    f->reason = g_strdup(reason);
    g_ptr_array_add(s->report.failed, f);
}

/* ---- up to date ---- */

struct prelude_plan *session_preludes(const struct gfpcheck_session *s, const GPtrArray *commands)
{
    if (commands->len == 0) return NULL;
    struct frontend_options options;
    session_frontend_options(s, &options);
    char *cache = db_cache_folder(s), *dir = g_build_filename(cache, "preludes", NULL);
    struct prelude_plan *plan = prelude_plan_new(&options, commands, s->options.no_prelude ? NULL : dir);
    g_free(cache);
    g_free(dir);
    g_free((char *)options.model_include);
    return plan;
}

void session_parse_changed(struct gfpcheck_session *s)
{
    GPtrArray *stale = fresh_find(s->store, s->in.commands);
    session_say(s, "%u of %u units are to be parsed", stale->len, s->in.commands->len);
    struct prelude_plan *plan = session_preludes(s, stale);
    work_parse(s, stale, plan);
    prelude_plan_free(plan);
    g_ptr_array_unref(stale);
}

static void forget_what_is_gone(struct gfpcheck_session *s)
{
    char **folders = inputs_asked(&s->in, &s->options);
    GPtrArray *there = g_ptr_array_new();
    g_ptr_array_extend(there, s->in.commands, NULL, NULL);
    g_ptr_array_extend(there, s->in.excluded, NULL, NULL);
    GPtrArray *gone = fresh_gone(s->store, there, (const char *const *)folders);
    for (guint i = 0; i < gone->len; i++) program_remove(s->program, gone->pdata[i]);
    g_ptr_array_unref(gone);
    g_ptr_array_unref(there);
    g_strfreev(folders);
}

static void link_progress(void *context, uint32_t done, uint32_t total)
{
    const struct gfpcheck_session *s = context;
    gfpcheck_progress p = {.phase = "linking", .done = done, .total = total};
    if (s->options.progress) s->options.progress(s->options.data, &p);
}

static void set_options(struct gfpcheck_session *s)
{
    const gfpcheck_options *o = &s->options;
    struct program_options options = {.workers = o->jobs,
                                      .timeout_s = o->unit_timeout,
                                      .memory_limit = (size_t)o->unit_memory << 20,
                                      .stop = &s->stop,
                                      .progress = link_progress,
                                      .context = s};
    program_set_options(s->program, &options);
}

/* Those of units that were asked for, as those of the parser. */
static void report_unanalysed(struct gfpcheck_session *s)
{
    const GPtrArray *failures = program_failures(s->program);
    for (guint i = 0; i < failures->len; i++) {
        const struct program_failure *f = failures->pdata[i];
        for (guint k = 0; k < s->in.commands->len; k++) {
            const struct command *cmd = s->in.commands->pdata[k];
            if (strcmp(cmd->file, f->file) == 0) session_fail(s, f->file, f->reason);
        }
    }
}

static void analyse(struct gfpcheck_session *s)
{
    struct program_work work;
    link_progress(s, 0, 0);
    if (!program_analyse(s->program))
        session_fail(s, s->in.root, "interrupted: not all findings are up to date");
    program_work(s->program, &work);
    if (work.units)
        session_say(s, "analysed %u of %u functions, and what %u of %u units register", work.solved,
                    work.functions, work.entered, work.units);
}

static void bring_up_to_date(struct gfpcheck_session *s)
{
    s->program = program_new(s->rules, s->store);
    set_options(s);
    session_parse_changed(s);
    stats_phase(&s->stats, PHASE_PROGRAM);
    if (s->stop) return;
    forget_what_is_gone(s);
    analyse(s);
}

/* ---- findings ---- */

static void note_reduced(struct gfpcheck_session *s, const char *why)
{
    if (strstr(s->reduced->str, why)) return;
    if (s->reduced->len > 0) g_string_append(s->reduced, ", ");
    g_string_append(s->reduced, why);
}

void session_report_units(struct gfpcheck_session *s)
{
    for (guint i = 0; i < s->in.commands->len; i++) {
        const struct command *cmd = s->in.commands->pdata[i];
        const struct store_unit *u = store_find_unit(s->store, cmd->file);
        if (cmd->model) note_reduced(s, "model headers");
        if (!u || !(u->flags & STORE_UNIT_PARSED)) continue;
        g_ptr_array_add(s->report.files, g_strdup(inputs_relative(s->in.root, cmd->file)));
        s->report.functions += u->functions;
        if (u->failure) session_fail(s, cmd->file, u->failure);
        if (u->flags & STORE_UNIT_ERRORS) note_reduced(s, "compile errors");
        if (u->flags & STORE_UNIT_MISSING && !cmd->model) note_reduced(s, "missing headers");
    }
}

/* A finding is about a unit if its chain touches it: a driver's lock around what a helper in another file
 * does. Headers belong to whoever was asked for. */
static bool is_asked(const struct finding *f, GHashTable *asked)
{
    bool only_headers = true;
    for (uint32_t i = 0; i < f->nsteps; i++) {
        if (g_hash_table_contains(asked, GUINT_TO_POINTER(f->steps[i].file))) return true;
        only_headers = only_headers && g_str_has_suffix(sym_text(f->steps[i].file), ".h");
    }
    return only_headers;
}

/* Included .c files count as the unit that includes them: they are nobody's main file. */
static void drop_not_asked(struct gfpcheck_session *s)
{
    GHashTable *asked = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < s->report.files->len; i++)
        g_hash_table_add(asked, GUINT_TO_POINTER(sym_of(s->report.files->pdata[i])));
    for (guint i = 0; i < s->report.findings->len;) {
        if (is_asked(s->report.findings->pdata[i], asked))
            i++;
        else
            g_ptr_array_remove_index(s->report.findings, i);
    }
    g_hash_table_unref(asked);
}

bool session_check(struct gfpcheck_session *s, GError **error)
{
    stats_phase(&s->stats, PHASE_DATABASE);
    if (!db_open(s, error)) return false;
    shard_leave(s->store);
    bring_up_to_date(s);
    if (store_lost(s->store) > 0 && !s->stop) { /* what was made of it may be wrong: everything anew */
        program_free(g_steal_pointer(&s->program));
        stats_phase(&s->stats, PHASE_DATABASE);
        db_start_over(s);
        bring_up_to_date(s);
    }
    stats_phase(&s->stats, PHASE_FINDINGS);
    report_unanalysed(s);
    session_report_units(s);
    checks_run(s->program, s->rules, s->enabled, s->arena, s->report.findings);
    drop_not_asked(s);
    store_flush(s->store);
    if (store_notes(s->store)) session_note(s, "%s", store_notes(s->store));
    return true;
}

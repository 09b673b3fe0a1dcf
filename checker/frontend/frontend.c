/* See frontend.h: parse, build, forget the parsed unit. */
#include "frontend/frontend.h"
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"
#include "frontend/unit.h"

#include <string.h>

struct frontend {
    struct frontend_options options;
    CXIndex index;
    CXIndex prelude_index; /* leaves declarations of precompiled files out */
    struct prelude_plan *plan;
    GHashTable *texts;     /* see tu.h */
    struct arena *scratch; /* of one function */
    struct arena *unit;    /* of one parsed unit */
};

const char *frontend_compiler(void)
{
    static char *name;
    if (!name) {
        CXString version = clang_getClangVersion();
        name = g_strdup(clang_getCString(version));
        clang_disposeString(version);
    }
    return name;
}

struct frontend *frontend_new(const struct frontend_options *options)
{
    struct frontend *fe = g_new0(struct frontend, 1);
    struct frontend_options *o = &fe->options;

    *o = *options;
    o->source_root = g_strdup(options->source_root);
    o->model_include = g_strdup(options->model_include);
    o->probes = g_memdup2(options->probes, options->nprobes * sizeof(sym));
    o->macros = g_memdup2(options->macros, options->nmacros * sizeof(sym));
    o->messages = NULL, o->nmessages = 0; /* they are the plan's */
    fe->index = clang_createIndex(0, 0);
    fe->prelude_index = clang_createIndex(1, 0);
    fe->texts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    fe->scratch = arena_new();
    fe->unit = arena_new();
    return fe;
}

void frontend_free(struct frontend *fe)
{
    if (!fe) return;
    clang_disposeIndex(fe->index);
    clang_disposeIndex(fe->prelude_index);
    g_hash_table_destroy(fe->texts);
    arena_free(fe->scratch);
    arena_free(fe->unit);
    g_free((char *)fe->options.source_root);
    g_free((char *)fe->options.model_include);
    g_free((sym *)fe->options.probes);
    g_free((sym *)fe->options.macros);
    g_free(fe);
}

void frontend_use_preludes(struct frontend *fe, struct prelude_plan *plan)
{
    fe->plan = plan;
}

void frontend_report_clear(struct frontend_report *report)
{
    g_free(report->first_error);
    if (report->files) g_array_unref(report->files);
    *report = (struct frontend_report){0};
}

/* ---- files ---- */

static void note_file(CXFile file, CXSourceLocation *stack, unsigned n, CXClientData data)
{
    char *path = parse_file_path(file);
    sym s = sym_of(path);

    (void)stack;
    (void)n;
    if (strcmp(path, RECOVERED_NAME) != 0) g_array_append_val((GArray *)data, s);
    g_free(path);
}

static gint by_path(gconstpointer a, gconstpointer b)
{
    const sym *x = a, *y = b;

    return *x == *y ? 0 : strcmp(sym_text(*x), sym_text(*y));
}

/* What the compiler opened, and behind a prelude what the text leads to. */
static GArray *files_of(struct frontend *fe, const struct command *cmd, CXTranslationUnit unit,
                        const struct prelude_index *prelude)
{
    GArray *files = g_array_new(FALSE, FALSE, sizeof(sym));
    guint kept = 0;

    clang_getInclusions(unit, note_file, files);
    if (prelude) prelude_files(fe->plan, cmd, prelude, files);
    g_array_sort(files, by_path);
    for (guint i = 0; i < files->len; i++)
        if (i == 0 || g_array_index(files, sym, i) != g_array_index(files, sym, i - 1))
            g_array_index(files, sym, kept++) = g_array_index(files, sym, i);
    g_array_set_size(files, kept);
    return files;
}

/* ---- units ---- */

/* `missing`: a function was asked for that only a prelude may have. */
static struct ir_unit *lower(struct frontend *fe, const struct command *cmd, CXTranslationUnit parsed,
                             struct arena *arena, bool *missing)
{
    struct ir_unit *unit;
    struct tu tu;

    arena_reset(fe->unit);
    tu_init(&tu, parsed, cmd->file, cmd->directory, fe->options.source_root, fe->texts, fe->unit);
    unit = unit_build(&tu, &fe->options, arena, fe->scratch);
    *missing = tu.missing;
    tu_clear(&tu);
    arena_reset(fe->scratch);
    return unit;
}

static enum prelude_use with_prelude(struct frontend *fe, const struct command *cmd, const char *pch,
                                     bool tolerant, struct parsed *parsed, struct frontend_report *report,
                                     GPtrArray *others)
{
    return parse_with_prelude(fe->prelude_index, cmd, &fe->options, pch, &fe->plan->patch, tolerant, parsed,
                              report, others);
}

/* The innermost prelude with which the unit has no errors, but for those that a missing file makes: if a file
 * of one does not agree with the unit's own, one without that file is tried. */
static const struct prelude_index *parse_clean(struct frontend *fe, const struct command *cmd,
                                               struct parsed *parsed, struct frontend_report *report,
                                               enum prelude_reason *reason)
{
    GPtrArray *others = g_ptr_array_new_with_free_func(g_free);
    const struct prelude_index *prelude;
    enum prelude_use use = PRELUDE_USE_ERRORS;

    while (use == PRELUDE_USE_ERRORS && (prelude = prelude_of(fe->plan, cmd, others, reason))) {
        const char *pch = prelude->pch;

        use = with_prelude(fe, cmd, pch, false, parsed, report, others);
        if (use == PRELUDE_USED || use == PRELUDE_USE_BROKEN) break;
        if (prelude_has_one(prelude, others))
            use = PRELUDE_USE_ERRORS;
        else if (use == PRELUDE_USE_LACKS)
            use = with_prelude(fe, cmd, pch, true, parsed, report, others);
        else
            break;
    }
    g_ptr_array_unref(others);
    if (!prelude || use == PRELUDE_USED) return prelude;
    *reason = use == PRELUDE_USE_BROKEN ? PRELUDE_BROKEN : PRELUDE_ERRORS;
    if (use == PRELUDE_USE_BROKEN) prelude_break(fe->plan, prelude);
    return NULL;
}

/* NULL, with the reason, if there is no prelude for the unit or if it does not do. */
static struct ir_unit *parse_with(struct frontend *fe, const struct command *cmd, struct arena *arena,
                                  struct frontend_report *report, enum prelude_reason *reason)
{
    struct parsed parsed;
    const struct prelude_index *prelude = parse_clean(fe, cmd, &parsed, report, reason);
    struct ir_unit *unit;
    bool missing;

    if (!prelude) return NULL;
    unit = lower(fe, cmd, parsed.unit, arena, &missing);
    if (missing)
        *reason = PRELUDE_CLEANUP;
    else
        report->files = files_of(fe, cmd, parsed.unit, prelude);
    clang_disposeTranslationUnit(parsed.unit);
    return missing ? NULL : unit;
}

struct ir_unit *frontend_parse(struct frontend *fe, const struct command *cmd, struct arena *arena,
                               struct frontend_report *report, GError **error)
{
    enum prelude_reason reason = PRELUDE_NONE;
    struct ir_unit *unit = NULL;
    struct parsed parsed;
    bool missing;

    *report = (struct frontend_report){0};
    if (fe->plan) unit = parse_with(fe, cmd, arena, report, &reason);
    if (!unit) {
        frontend_report_clear(report);
        if (!parse_unit(fe->index, cmd, &fe->options, &parsed, report, error)) return NULL;
        unit = lower(fe, cmd, parsed.unit, arena, &missing);
        report->files = files_of(fe, cmd, parsed.unit, NULL);
        clang_disposeTranslationUnit(parsed.unit);
    }
    report->prelude = reason;
    return unit;
}

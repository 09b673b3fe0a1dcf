/* The public header's functions around a run: making and freeing sessions, and handing out what was found.
 *
 * Needs session.h; session.c has gfpcheck_run().
 */
#include "session/session.h"

#include <errno.h>
#include <string.h>

static void failure_free(void *p)
{
    struct report_failure *f = p;
    g_free(f->file);
    g_free(f->reason);
    g_free(f);
}

gfpcheck_session *gfpcheck_new(const gfpcheck_options *options)
{
    struct gfpcheck_session *s = g_new0(struct gfpcheck_session, 1);
    session_copy_options(s, options);
    s->arena = arena_new();
    s->unit_arena = arena_new();
    s->reduced = g_string_new(NULL);
    s->report.findings = g_ptr_array_new();
    s->report.suppressed = g_ptr_array_new();
    s->report.known = g_ptr_array_new();
    s->report.gone = g_ptr_array_new();
    s->report.files = g_ptr_array_new_with_free_func(g_free);
    s->report.failed = g_ptr_array_new_with_free_func(failure_free);
    s->public_findings = g_array_new(FALSE, FALSE, sizeof(gfpcheck_finding));
    s->public_steps = g_array_new(FALSE, FALSE, sizeof(gfpcheck_step));
    s->public_failures = g_array_new(FALSE, FALSE, sizeof(gfpcheck_failure));
    return s;
}

void gfpcheck_free(gfpcheck_session *s)
{
    if (!s) return;
    program_free(s->program);
    store_close(s->store);
    if (s->frontend) frontend_free(s->frontend);
    if (s->rules) rules_free(s->rules);
    inputs_clear(&s->in);
    changes_free(s->changes);
    baseline_free(s->baseline);
    g_array_unref(s->public_findings);
    g_array_unref(s->public_steps);
    g_array_unref(s->public_failures);
    g_ptr_array_unref(s->report.findings);
    g_ptr_array_unref(s->report.suppressed);
    g_ptr_array_unref(s->report.known);
    g_ptr_array_unref(s->report.gone);
    g_ptr_array_unref(s->report.files);
    g_ptr_array_unref(s->report.failed);
    g_string_free(s->reduced, TRUE);
    arena_free(s->unit_arena);
    arena_free(s->arena);
    session_free_options(s);
    g_free(s->error);
    g_free(s);
}

static void publish_steps(struct gfpcheck_session *s, const struct finding *f)
{
    for (uint32_t i = 0; i < f->nsteps; i++) {
        const struct step *from = &f->steps[i];
        gfpcheck_step step = {
            .role = step_role_text(from->role),
            .file = sym_text(from->file),
            .line = from->line,
            .column = from->column,
            .function = sym_text(from->function),
            .message = sym_text(from->message),
        };
        g_array_append_val(s->public_steps, step);
    }
}

void session_publish(struct gfpcheck_session *s)
{
    GPtrArray *findings = s->report.findings, *failed = s->report.failed;
    size_t first = 0;
    /* the array moves while it grows: all steps first, then the findings that point into it */
    for (guint i = 0; i < findings->len; i++) publish_steps(s, findings->pdata[i]);
    for (guint i = 0; i < findings->len; i++) {
        const struct finding *from = findings->pdata[i];
        gfpcheck_finding f = {
            .check = check_infos[from->check].text,
            .confidence = from->confidence == DEFINITE ? GFPCHECK_DEFINITE : GFPCHECK_LIKELY,
            .file = sym_text(from->file),
            .line = from->line,
            .column = from->column,
            .function = sym_text(from->function),
            .message = sym_text(from->message),
            .fingerprint = from->fingerprint,
            .more_callers = from->more_callers,
            .nsteps = from->nsteps,
            .steps = from->nsteps ? &g_array_index(s->public_steps, gfpcheck_step, first) : NULL,
        };
        first += from->nsteps;
        g_array_append_val(s->public_findings, f);
    }
    for (guint i = 0; i < failed->len; i++) {
        const struct report_failure *from = failed->pdata[i];
        gfpcheck_failure f = {from->file, from->reason};
        g_array_append_val(s->public_failures, f);
    }
}

const char *gfpcheck_error(const gfpcheck_session *s)
{
    return s->error;
}

size_t gfpcheck_findings(const gfpcheck_session *s, const gfpcheck_finding **out)
{
    *out = (const gfpcheck_finding *)(void *)s->public_findings->data;
    return s->public_findings->len;
}

size_t gfpcheck_failures(const gfpcheck_session *s, const gfpcheck_failure **out)
{
    *out = (const gfpcheck_failure *)(void *)s->public_failures->data;
    return s->public_failures->len;
}

/* What stands before paths below the root when they are written like `given`: "../linux/" for
 * "../linux/drivers/a.c" (g_free). */
static char *path_prefix(const struct gfpcheck_session *s, const char *given)
{
    char *absolute = g_canonicalize_filename(given, NULL);
    const char *below = inputs_relative(s->in.root, absolute);
    char *prefix = NULL;
    if (g_str_has_suffix(given, below)) {
        prefix = g_strndup(given, strlen(given) - strlen(below));
    } else {
        prefix = g_strconcat(s->in.root, "/", NULL);
    }
    g_free(absolute);
    return prefix;
}

int gfpcheck_write(const gfpcheck_session *s, const char *format, FILE *out,
                   const gfpcheck_report_options *options)
{
    const struct report_format *f = report_format(format);
    if (!f) {
        errno = EINVAL;
        return -1;
    }
    struct report report = s->report;
    if (options) {
        report.quiet = options->quiet;
        report.terse = options->terse;
        report.bare = options->bare;
        report.colour = (enum report_colour)options->colour;
    }
    char *prefix = options && options->like && s->in.root ? path_prefix(s, options->like) : NULL;
    report.prefix = prefix;
    int status = f->write(out, &report);
    g_free(prefix);
    return status;
}

const char *gfpcheck_version(void)
{
    return GFPCHECK_VERSION;
}

size_t gfpcheck_checks(const gfpcheck_check **out)
{
    static gfpcheck_check checks[CHECKS];
    for (int i = 0; i < CHECKS; i++) {
        const struct check_info *info = &check_infos[i];
        checks[i] = (gfpcheck_check){info->text, info->words, info->on, check_help((enum check_id)i)};
    }
    *out = checks;
    return CHECKS;
}

const char *const *gfpcheck_formats(void)
{
    static const char **names;
    if (!names) {
        size_t n = 0;
        while (report_formats[n].name) n++;
        names = g_new0(const char *, n + 1);
        for (size_t i = 0; i < n; i++) names[i] = report_formats[i].name;
    }
    return (const char *const *)names;
}

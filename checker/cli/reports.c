/* The reports of a run: each has a format, and a file or standard output to go to.
 *
 * Needs cli.h. A report that can't be written costs no other one.
 */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

struct cli_report {
    char *format;
    char *file; /* NULL: standard output */
    struct output *out;
};

struct reports {
    GPtrArray *all; /* of struct cli_report * */
};

static void free_report(void *p)
{
    struct cli_report *r = p;
    if (r->out) output_discard(r->out);
    g_free(r->format);
    g_free(r->file);
    g_free(r);
}

/* A file named "-" is standard output, as nearly everywhere. */
static char *file_or_stdout(const char *name)
{
    return strcmp(name, "-") == 0 ? NULL : g_strdup(name);
}

/* "json" or "json=FILE" */
static struct cli_report *parse(const char *text)
{
    struct cli_report *r = g_new0(struct cli_report, 1);
    const char *sign = strchr(text, '=');
    r->format = sign ? g_strndup(text, (gsize)(sign - text)) : g_strdup(text);
    if (sign) r->file = file_or_stdout(sign + 1);
    return r;
}

static bool is_known(const struct cli_report *r)
{
    if (g_strv_contains(gfpcheck_formats(), r->format)) return true;
    char *known = g_strjoinv(", ", (char **)gfpcheck_formats());
    cli_error("no format '%s'; there are: %s", r->format, known);
    g_free(known);
    return false;
}

/* The file that `output` says is that of the report without one. */
static bool place_output(struct reports *reports, const char *output)
{
    for (guint i = 0; output && i < reports->all->len; i++) {
        struct cli_report *r = reports->all->pdata[i];
        if (r->file) continue;
        r->file = file_or_stdout(output);
        return true;
    }
    if (output) cli_error("--output %s: each --format names a file of its own", output);
    return !output;
}

static bool is_same_place(const struct cli_report *a, const struct cli_report *b)
{
    if (!a->file || !b->file) return a->file == b->file;
    char *x = g_canonicalize_filename(a->file, NULL), *y = g_canonicalize_filename(b->file, NULL);
    bool same = strcmp(x, y) == 0;
    g_free(x);
    g_free(y);
    return same;
}

static bool is_alone(const struct reports *reports, guint at)
{
    const struct cli_report *r = reports->all->pdata[at];
    for (guint i = 0; i < at; i++) {
        const struct cli_report *other = reports->all->pdata[i];
        if (!is_same_place(r, other)) continue;
        cli_error("two reports, %s and %s, go to %s; --format %s=FILE names a file for one", other->format,
                  r->format, r->file ? r->file : "standard output", r->format);
        return false;
    }
    return true;
}

static bool open_report(struct cli_report *r)
{
    GError *wrong = NULL;
    r->out = output_open(r->file, &wrong);
    if (r->out) return true;
    cli_fail(wrong);
    return false;
}

struct reports *reports_open(char **formats, const char *output)
{
    static char *text[] = {"text", NULL};
    struct reports *reports = g_new0(struct reports, 1);
    reports->all = g_ptr_array_new_with_free_func(free_report);
    for (char **format = formats ? formats : text; *format; format++)
        g_ptr_array_add(reports->all, parse(*format));
    bool ok = place_output(reports, output);
    /* all names first: a file that is opened may already be gone */
    for (guint i = 0; ok && i < reports->all->len; i++)
        ok = is_known(reports->all->pdata[i]) && is_alone(reports, i);
    for (guint i = 0; ok && i < reports->all->len; i++) ok = open_report(reports->all->pdata[i]);
    if (ok) return reports;
    reports_discard(reports);
    return NULL;
}

FILE *reports_stream(const struct reports *reports)
{
    return output_stream(((const struct cli_report *)reports->all->pdata[0])->out);
}

void reports_write(struct reports *reports, const gfpcheck_session *s, const gfpcheck_report_options *how)
{
    for (guint i = 0; i < reports->all->len; i++) {
        const struct cli_report *r = reports->all->pdata[i];
        if (gfpcheck_write(s, r->format, output_stream(r->out), how) != 0) output_failed(r->out, errno);
    }
}

bool reports_commit(struct reports *reports)
{
    bool ok = true;
    for (guint i = 0; i < reports->all->len; i++) {
        struct cli_report *r = reports->all->pdata[i];
        GError *wrong = NULL;
        if (output_commit(g_steal_pointer(&r->out), &wrong)) continue;
        cli_fail(wrong);
        ok = false;
    }
    reports_discard(reports);
    return ok;
}

void reports_discard(struct reports *reports)
{
    g_ptr_array_unref(reports->all);
    g_free(reports);
}

/* Which of the findings are shown: those that no comment in the source suppresses, that are sure enough, and
 * that what was changed touches, if the user asks for these alone.
 *
 * Needs session.h and filter/; session_check() has gathered the findings, unsorted.
 */
#include "filter/ignore.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

/* ---- comments in the source ---- */

/* Whether all that there is to find in the unit was looked for: it was read in full, and with its folder.
 * What calls the functions of a file that was named alone may be in the files beside it. */
static bool is_judged(const struct gfpcheck_session *s, const struct command *cmd, char *const *asked)
{
    const struct store_unit *u = store_find_unit(s->store, cmd->file);
    bool in_full = u && !u->failure && !(u->flags & (STORE_UNIT_ERRORS | STORE_UNIT_MISSING)) && !cmd->model;
    if (!in_full || s->stop || s->options.flags_name_files) return false;
    while (*asked && (strcmp(cmd->file, *asked) == 0 || !inputs_is_below(cmd->file, *asked))) asked++;
    return *asked != NULL;
}

/* Marks the findings that comments suppress, and adds those about the comments themselves. */
static void apply_comments(struct gfpcheck_session *s)
{
    struct ignores *ignores = ignores_new(s->in.root);
    GPtrArray *findings = s->report.findings;
    char **asked = inputs_asked(&s->in, &s->options);
    for (guint i = 0; i < s->in.commands->len; i++) {
        const struct command *cmd = s->in.commands->pdata[i];
        ignores_read(ignores, sym_of(inputs_relative(s->in.root, cmd->file)), is_judged(s, cmd, asked));
    }
    for (guint i = 0; i < findings->len; i++) {
        struct finding *f = findings->pdata[i];
        f->suppressed = ignores_reason(ignores, f);
    }
    ignores_report(ignores, s->enabled, s->arena, findings);
    g_strfreev(asked);
    ignores_free(ignores);
}

/* ---- what was changed ---- */

/* All files are to be in the one work tree that a revision is of. */
static bool check_work_tree(const struct gfpcheck_session *s, GError **error)
{
    const char *top = changes_top(s->changes);
    for (guint i = 0; i < s->in.commands->len; i++) {
        const char *file = ((const struct command *)s->in.commands->pdata[i])->file;
        char *real = realpath(file, NULL);
        bool inside = !real || inputs_is_below(real, top);
        free(real);
        if (inside) continue;
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "%s is not in the Git work tree %s, of which %s is a revision", file, top,
                    s->options.new_from);
        return false;
    }
    return true;
}

static bool read_changes(struct gfpcheck_session *s, GError **error)
{
    const gfpcheck_options *o = &s->options;
    if (o->diff) s->changes = changes_of_diff(o->diff, s->in.root, error);
    if (!o->new_from) return !o->diff || s->changes;
    const struct command *first = s->in.commands->len > 0 ? s->in.commands->pdata[0] : NULL;
    char *dir = first ? g_path_get_dirname(first->file) : g_strdup(s->in.root);
    s->changes = changes_since(o->new_from, dir, error);
    g_free(dir);
    return s->changes && check_work_tree(s, error);
}

bool session_read_filters(struct gfpcheck_session *s, GError **error)
{
    return s->dumps || read_changes(s, error);
}

/* ---- all together ---- */

typedef bool is_shown_fn(const struct gfpcheck_session *s, const struct finding *f);

static bool is_sure(const struct gfpcheck_session *s, const struct finding *f)
{
    return f->confidence == DEFINITE || s->options.min_confidence != GFPCHECK_DEFINITE;
}

static bool is_touched(const struct gfpcheck_session *s, const struct finding *f)
{
    return !s->changes || changes_touch(s->changes, f, s->in.root);
}

static bool is_not_suppressed(const struct gfpcheck_session *s, const struct finding *f)
{
    (void)s;
    return !f->suppressed;
}

/* Moves the findings that are not shown to `rest`, if it is not NULL. */
static void keep(struct gfpcheck_session *s, is_shown_fn *is_shown, GPtrArray *rest)
{
    GPtrArray *findings = s->report.findings;
    guint kept = 0;
    for (guint i = 0; i < findings->len; i++) {
        struct finding *f = findings->pdata[i];
        if (is_shown(s, f))
            findings->pdata[kept++] = f;
        else if (rest)
            g_ptr_array_add(rest, f);
    }
    g_ptr_array_set_size(findings, (gint)kept);
}

void session_choose(struct gfpcheck_session *s)
{
    apply_comments(s);
    findings_finish(s->report.findings);
    keep(s, is_sure, NULL);
    keep(s, is_touched, NULL);
    keep(s, is_not_suppressed, s->report.suppressed);
}

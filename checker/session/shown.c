/* Which of the findings are shown: those that no comment in the source suppresses, that the baseline does not
 * know, that are sure enough, and that a change touches, if the user asks for these alone.
 *
 * Needs shown.h and filter/; session_check() has gathered the findings, unsorted.
 */
#include "session/shown.h"

#include "filter/ignore.h"

#include <stdlib.h>
#include <string.h>

enum look session_look(const struct gfpcheck_session *s, const struct command *cmd, char *const *asked)
{
    const struct store_unit *u = store_find_unit(s->store, cmd->file);
    bool reduced = cmd->model || (u && u->flags & (STORE_UNIT_ERRORS | STORE_UNIT_MISSING));
    if (!u || u->failure || s->stop || s->options.flags_name_files) return LOOKED_PARTLY;
    while (*asked && (strcmp(cmd->file, *asked) == 0 || !inputs_is_below(cmd->file, *asked))) asked++;
    if (!*asked) return LOOKED_PARTLY;
    return reduced ? LOOKED_REDUCED : LOOKED_FULLY;
}

/* ---- comments in the source ---- */

/* Reads the main file, unless it is known to have no comment for us; the database keeps that until the unit
 * is parsed again. */
static void read_comments(struct gfpcheck_session *s, struct ignores *ignores, const struct command *cmd,
                          bool judged)
{
    struct store_unit *u = store_find_unit(s->store, cmd->file);
    bool known = u && u->flags & STORE_UNIT_PARSED && !(u->flags & STORE_UNIT_STALE);
    if (known && u->flags & STORE_UNIT_BARE) return;
    if (ignores_read(ignores, sym_of(inputs_relative(s->in.root, cmd->file)), judged) || !known) return;
    u->flags |= STORE_UNIT_BARE;
    store_unit_changed(s->store, u);
}

/* Marks the findings that comments suppress, and adds those about the comments themselves. */
static void apply_comments(struct gfpcheck_session *s)
{
    struct ignores *ignores = ignores_new(s->in.root);
    GPtrArray *findings = s->report.findings;
    char **asked = inputs_asked(&s->in, &s->options);
    for (guint i = 0; i < s->in.commands->len; i++) {
        const struct command *cmd = s->in.commands->pdata[i];
        bool judged = session_look(s, cmd, asked) == LOOKED_FULLY;
        read_comments(s, ignores, cmd, judged);
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
    return s->dumps || (read_changes(s, error) && known_read(s, error));
}

/* ---- all together ---- */

static bool is_suppressed(const struct gfpcheck_session *s, const struct finding *f)
{
    (void)s;
    return f->suppressed != SYM_NONE;
}

static bool is_unsure(const struct gfpcheck_session *s, const struct finding *f)
{
    return f->confidence < DEFINITE && s->options.min_confidence == GFPCHECK_DEFINITE;
}

static bool is_untouched(const struct gfpcheck_session *s, const struct finding *f)
{
    return s->changes && !changes_touch(s->changes, f, s->in.root);
}

void shown_move(const struct gfpcheck_session *s, shown_test_fn *test, GPtrArray *from, GPtrArray *to)
{
    guint kept = 0;
    for (guint i = 0; i < from->len; i++) {
        struct finding *f = from->pdata[i];
        if (!test(s, f))
            from->pdata[kept++] = f;
        else if (to)
            g_ptr_array_add(to, f);
    }
    g_ptr_array_set_size(from, (gint)kept);
}

bool session_choose(struct gfpcheck_session *s, GError **error)
{
    struct report *r = &s->report;
    GPtrArray *const lists[] = {r->findings, r->suppressed, r->known};
    apply_comments(s);
    findings_finish(r->findings);
    shown_move(s, is_suppressed, r->findings, r->suppressed);
    known_take_out(s);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        shown_move(s, is_unsure, lists[i], NULL);
        shown_move(s, is_untouched, lists[i], NULL);
    }
    return known_finish(s, error);
}

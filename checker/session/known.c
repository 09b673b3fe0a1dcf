/* The baseline of a run: what it knows, what of it is gone, and what is written to it.
 *
 * Needs shown.h and filter/baseline.h.
 */
#include "session/shown.h"

#include "filter/baseline.h"

bool known_read(struct gfpcheck_session *s, GError **error)
{
    const char *path = s->options.baseline;
    if (!path) return true;
    char *folder = g_path_get_dirname(path);
    if (!*path) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "the name of the baseline is empty");
    } else if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: no such folder for a baseline", folder);
    } else {
        s->baseline = baseline_read(path, s->options.write_baseline, error);
    }
    g_free(folder);
    return s->baseline != NULL;
}

static bool is_known(const struct gfpcheck_session *s, const struct finding *f)
{
    return baseline_meet(s->baseline, f);
}

void known_take_out(struct gfpcheck_session *s)
{
    if (s->baseline) shown_move(s, is_known, s->report.findings, s->report.known);
}

/* ---- entries that are gone ---- */

/* How well each file was looked at: sym -> enum look. */
static GHashTable *looks(const struct gfpcheck_session *s)
{
    GHashTable *files = g_hash_table_new(NULL, NULL);
    char **asked = inputs_asked(&s->in, &s->options);
    for (guint i = 0; i < s->in.commands->len; i++) {
        const struct command *cmd = s->in.commands->pdata[i];
        sym file = sym_of(inputs_relative(s->in.root, cmd->file));
        g_hash_table_insert(files, GUINT_TO_POINTER(file), GUINT_TO_POINTER(session_look(s, cmd, asked)));
    }
    g_strfreev(asked);
    return files;
}

/* An entry that was not met is gone if this run would have found it, or if its file is no longer there. */
static bool is_gone(const struct gfpcheck_session *s, GHashTable *files, const struct finding *entry)
{
    enum look look = GPOINTER_TO_UINT(g_hash_table_lookup(files, GUINT_TO_POINTER(entry->file)));
    enum look enough = baseline_is_reduced(s->baseline) ? LOOKED_REDUCED : LOOKED_FULLY;
    if (look >= enough) return s->enabled[entry->check];
    char *path = g_canonicalize_filename(sym_text(entry->file), s->in.root);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return !there;
}

static void note_gone(struct gfpcheck_session *s)
{
    GPtrArray *unmet = baseline_unmet(s->baseline);
    GHashTable *files = looks(s);
    for (guint i = 0; i < unmet->len; i++) {
        const struct finding *f = unmet->pdata[i];
        if (!is_gone(s, files, f)) continue;
        session_note(s, "%s: no longer found: %s: %s%s%s [%s]", s->options.baseline, sym_text(f->file),
                     sym_text(f->function), f->function ? "(): " : "", sym_text(f->message),
                     check_infos[f->check].text);
        g_ptr_array_add(s->report.gone, arena_dup(s->arena, f, sizeof *f));
    }
    g_hash_table_unref(files);
    g_ptr_array_unref(unmet);
}

/* ---- writing ---- */

static bool is_any(const struct gfpcheck_session *s, const struct finding *f)
{
    (void)s;
    (void)f;
    return true;
}

static bool write(struct gfpcheck_session *s, GError **error)
{
    GPtrArray *new = s->report.findings, *gone = s->report.gone;
    for (guint i = 0; i < new->len; i++) baseline_add(s->baseline, new->pdata[i]);
    for (guint i = 0; i < gone->len; i++) baseline_drop(s->baseline, gone->pdata[i]);
    if (!baseline_write(s->baseline, s->reduced->len > 0, error)) return false;
    session_note(s, "%s: %u added, %u dropped", s->options.baseline, new->len, gone->len);
    shown_move(s, is_any, s->report.findings, s->report.known);
    findings_sort(s->report.known);
    return true;
}

bool known_finish(struct gfpcheck_session *s, GError **error)
{
    if (!s->baseline) return true;
    note_gone(s);
    return !s->options.write_baseline || s->stop || write(s, error);
}

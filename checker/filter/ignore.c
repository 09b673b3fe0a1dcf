/* Comments that suppress findings; see ignore.h. */
#include "filter/ignore.h"

#include "filter/c_text.h"

#include <string.h>

#define WORD "ignore"

/* One comment. */
struct mark {
    uint32_t line, column;
    struct c_lines lines; /* that it is about */
    sym reason;
    sym problem; /* what is wrong with it: then it suppresses nothing */
    bool checks[CHECKS], used[CHECKS];
};

struct file {
    GArray *marks; /* of struct mark */
    bool judged, unreadable;
};

struct ignores {
    char *root;
    GHashTable *files; /* sym -> struct file */
};

static void file_free(gpointer p)
{
    struct file *f = p;
    g_array_unref(f->marks);
    g_free(f);
}

struct ignores *ignores_new(const char *root)
{
    struct ignores *g = g_new0(struct ignores, 1);
    g->root = g_strdup(root);
    g->files = g_hash_table_new_full(NULL, NULL, NULL, file_free);
    return g;
}

void ignores_free(struct ignores *g)
{
    if (!g) return;
    g_hash_table_unref(g->files);
    g_free(g->root);
    g_free(g);
}

/* ---- reading ---- */

/* "atomic-alloc, atomic-free" */
static void read_ids(struct mark *m, const char *list, size_t length)
{
    char *text = g_strndup(list, length);
    char **ids = g_strsplit(text, ",", -1);
    if (!*ids) m->problem = sym_of("it names no check");
    for (char **id = ids; *id && !m->problem; id++) {
        int check = check_of(g_strstrip(*id));
        if (check < CHECKS)
            m->checks[check] = true;
        else
            m->problem = sym_fmt("no check '%s'; there are: %s", *id, check_ids());
    }
    g_strfreev(ids);
    g_free(text);
}

/* "ignore[CHECK,...] reason" */
static void read_words(struct mark *m, const char *text)
{
    text += strspn(text, " ");
    const char *list = g_str_has_prefix(text, WORD) ? text + strlen(WORD) : NULL;
    const char *end = list ? strchr(list, ']') : NULL;
    if (!end || *list != '[') {
        m->problem = sym_of("it is not of the form " C_COMMENT_TO_US " " WORD "[CHECK,...] REASON");
        return;
    }
    read_ids(m, list + 1, (size_t)(end - list - 1));
    m->reason = sym_of(end + 1 + strspn(end + 1, " :-"));
    if (!m->reason && !m->problem) m->problem = sym_of("it gives no reason");
}

static struct file *file_read(const struct ignores *g, sym name)
{
    struct file *f = g_new0(struct file, 1);
    char *path = g_canonicalize_filename(sym_text(name), g->root), *text = NULL;
    gsize length;
    f->marks = g_array_new(FALSE, TRUE, sizeof(struct mark));
    struct c_text *source = NULL;
    f->unreadable = !g_file_get_contents(path, &text, &length, NULL);
    if (text && strstr(text, C_COMMENT_TO_US)) source = c_text_scan(text, length);
    for (guint i = 0; source && i < source->comments->len; i++) {
        const struct c_comment *c = &g_array_index(source->comments, struct c_comment, i);
        struct mark m = {.line = c->line, .column = c->column, .lines = c_text_comment_lines(source, c)};
        read_words(&m, c->text);
        g_array_append_val(f->marks, m);
    }
    c_text_free(source);
    g_free(text);
    g_free(path);
    return f;
}

bool ignores_read(struct ignores *g, sym file, bool judged)
{
    struct file *f = g_hash_table_lookup(g->files, GUINT_TO_POINTER(file));
    if (!f) {
        f = file_read(g, file);
        f->judged = judged;
        g_hash_table_insert(g->files, GUINT_TO_POINTER(file), f);
    }
    return f->marks->len > 0 || f->unreadable;
}

/* ---- judging ---- */

sym ignores_reason(struct ignores *g, const struct finding *f)
{
    sym reason = SYM_NONE;
    ignores_read(g, f->file, false);
    const struct file *file = g_hash_table_lookup(g->files, GUINT_TO_POINTER(f->file));
    for (guint i = 0; i < file->marks->len; i++) {
        struct mark *m = &g_array_index(file->marks, struct mark, i);
        if (m->problem || !m->checks[f->check] || f->line < m->lines.first || f->line > m->lines.last)
            continue;
        m->used[f->check] = true;
        if (!reason) reason = m->reason;
    }
    return reason;
}

/* Why the comment suppresses nothing, in words; SYM_NONE if it does, or may. */
static sym complaint(const struct mark *m, const bool enabled[CHECKS], bool judged)
{
    if (m->problem || !judged || m->checks[CHECK_UNUSED_IGNORE]) return m->problem;
    GString *unused = g_string_new(NULL);
    for (int check = 0; check < CHECKS; check++) {
        if (!m->checks[check] || m->used[check] || !enabled[check]) continue;
        g_string_append_printf(unused, "%s%s", unused->len ? " or " : "", check_infos[check].text);
    }
    sym words = unused->len ? sym_fmt("there is no %s here", unused->str) : SYM_NONE;
    g_string_free(unused, TRUE);
    return words;
}

void ignores_report(const struct ignores *g, const bool enabled[CHECKS], struct arena *arena,
                    GPtrArray *findings)
{
    GHashTableIter iter;
    gpointer name, value;
    if (!enabled[CHECK_UNUSED_IGNORE]) return;
    g_hash_table_iter_init(&iter, g->files);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        const struct file *file = value;
        for (guint i = 0; i < file->marks->len; i++) {
            const struct mark *m = &g_array_index(file->marks, struct mark, i);
            sym why = complaint(m, enabled, file->judged);
            if (!why) continue;
            struct finding *f = ARENA_NEW(arena, struct finding);
            f->check = CHECK_UNUSED_IGNORE, f->confidence = DEFINITE;
            f->file = GPOINTER_TO_UINT(name), f->line = m->line, f->column = m->column;
            f->message = sym_fmt("the comment suppresses nothing: %s", sym_text(why));
            finding_set_fingerprint(f, sym_text(f->message));
            g_ptr_array_add(findings, f);
        }
    }
}

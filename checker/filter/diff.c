/* Parses unified diffs; see diff.h.
 *
 * A hunk's header counts its lines, so that a removed line that looks like a header is not taken for one.
 */
#include "filter/diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct parse {
    const char *name;
    char **lines; /* without their line ends; the last is empty */
    uint32_t at;  /* index into it */
    struct diff_file *file;
    GPtrArray *out;
};

struct hunk {
    uint32_t old_left, new_left; /* lines that are still to come */
    uint32_t line;               /* of the new file: the next one */
};

static void file_free(gpointer p)
{
    struct diff_file *f = p;
    g_free(f->old_path);
    g_free(f->new_path);
    g_array_unref(f->added);
    g_array_unref(f->removed);
    g_free(f);
}

static bool fail(const struct parse *p, GError **error, const char *reason)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: %s", p->name, p->at + 1, reason);
    return false;
}

/* ---- files ---- */

char *diff_path(const char *text)
{
    const char *quote = *text == '"' ? strrchr(text + 1, '"') : NULL;
    if (!quote) return g_strndup(text, strcspn(text, "\t\r"));
    char *inside = g_strndup(text + 1, (gsize)(quote - text - 1)), *path = g_strcompress(inside);
    g_free(inside);
    return path;
}

/* At the "--- " line; "+++ " follows it. */
static void begin_file(struct parse *p)
{
    struct diff_file *f = g_new0(struct diff_file, 1);
    f->old_path = diff_path(p->lines[p->at] + strlen("--- "));
    f->new_path = diff_path(p->lines[p->at + 1] + strlen("+++ "));
    f->line = p->at + 2;
    f->added = g_array_new(FALSE, FALSE, sizeof(struct c_lines));
    f->removed = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_ptr_array_add(p->out, f);
    p->file = f;
    p->at += 2;
}

/* ---- hunks ---- */

/* "12,3" or "12", which is one line; moves behind it. */
static bool read_range(const char **text, uint32_t *first, uint32_t *count)
{
    char *end;
    if (!g_ascii_isdigit(**text)) return false;
    guint64 number = g_ascii_strtoull(*text, &end, 10), n = 1;
    if (*end == ',' && g_ascii_isdigit(end[1])) n = g_ascii_strtoull(end + 1, &end, 10);
    *text = end;
    *first = (uint32_t)number;
    *count = (uint32_t)n;
    return number <= INT32_MAX && n <= INT32_MAX;
}

static bool read_header(const char *text, struct hunk *h)
{
    uint32_t old_first;
    if (!g_str_has_prefix(text, "@@ -")) return false;
    text += strlen("@@ -");
    if (!read_range(&text, &old_first, &h->old_left) || !g_str_has_prefix(text, " +")) return false;
    text += strlen(" +");
    if (!read_range(&text, &h->line, &h->new_left) || !g_str_has_prefix(text, " @@")) return false;
    if (h->new_left == 0) h->line++; /* then it is the one before */
    return true;
}

static void add_line(struct diff_file *f, uint32_t line)
{
    struct c_lines *last = f->added->len ? &g_array_index(f->added, struct c_lines, f->added->len - 1) : NULL;
    struct c_lines lines = {line, line};
    if (last && last->last + 1 == line)
        last->last = line;
    else
        g_array_append_val(f->added, lines);
}

static void remove_behind(struct diff_file *f, uint32_t line)
{
    const GArray *removed = f->removed;
    if (removed->len && g_array_index(removed, uint32_t, removed->len - 1) == line) return;
    g_array_append_val(f->removed, line);
}

/* One line of a hunk; what is wrong with it, or NULL. */
static const char *take_line(struct diff_file *f, struct hunk *h, char kind)
{
    bool same = strchr(" \r", kind) != NULL; /* of an empty line some programs strip the blank before it */
    bool is_old = same || kind == '-', is_new = same || kind == '+';
    if (kind == '\\') return NULL; /* No newline at end of file */
    if (!is_old && !is_new) return "the line does not begin with a blank, '+' or '-', as those of a hunk do";
    if ((is_old && h->old_left == 0) || (is_new && h->new_left == 0))
        return "the hunk has more lines than its header says";
    if (kind == '+') add_line(f, h->line);
    if (kind == '-') remove_behind(f, h->line - 1);
    h->old_left -= is_old;
    h->new_left -= is_new;
    h->line += is_new;
    return NULL;
}

static bool read_hunk(struct parse *p, GError **error)
{
    struct hunk h;
    if (!p->file) return fail(p, error, "a hunk of no file: '--- ' and '+++ ' lines are missing");
    if (!read_header(p->lines[p->at], &h)) return fail(p, error, "malformed header of a hunk");
    for (p->at++; h.old_left > 0 || h.new_left > 0; p->at++) {
        const char *line = p->lines[p->at];
        if (!line) return fail(p, error, "the diff ends within a hunk");
        const char *wrong = take_line(p->file, &h, *line);
        if (wrong) return fail(p, error, wrong);
    }
    return true;
}

/* ---- all together ---- */

static bool next_is(const struct parse *p, const char *prefix)
{
    const char *next = p->lines[p->at + 1];
    return next && g_str_has_prefix(next, prefix);
}

/* What else a diff may hold, where no lines are compared. */
static bool is_other(const char *line)
{
    static const char *const beginnings[] = {"diff -", "Binary files ", "Files ", "Only in ", "Index: "};
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++)
        if (g_str_has_prefix(line, beginnings[i])) return true;
    return false;
}

static bool parse(struct parse *p, GError **error)
{
    bool empty = true, any = false;
    while (p->lines[p->at]) {
        const char *line = p->lines[p->at];
        if (g_str_has_prefix(line, "@@@ "))
            return fail(p, error, "the combined diff of a merge; it takes one between two revisions");
        if (g_str_has_prefix(line, "--- ") && next_is(p, "+++ ")) {
            begin_file(p);
        } else if (g_str_has_prefix(line, "@@ ")) {
            if (!read_hunk(p, error)) return false;
        } else {
            if (is_other(line)) any = true, p->file = NULL;
            if (*line) empty = false;
            p->at++;
        }
    }
    p->at = 0;
    return empty || any || p->out->len > 0 || fail(p, error, "no unified diff");
}

GPtrArray *diff_parse(const char *name, const char *text, GError **error)
{
    struct parse p = {.name = name, .out = g_ptr_array_new_with_free_func(file_free)};
    char *copy = g_strdup(text);
    if (g_str_has_suffix(copy, "\n")) copy[strlen(copy) - 1] = '\0';
    p.lines = g_strsplit(copy, "\n", -1);
    if (!parse(&p, error)) g_clear_pointer(&p.out, g_ptr_array_unref);
    g_strfreev(p.lines);
    g_free(copy);
    return p.out;
}

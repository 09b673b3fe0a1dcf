/* Changed lines and the findings that they touch; see changes.h.
 *
 * Files are known by their real paths: a work tree may be reached through a symbolic link.
 */
#include "filter/changes.h"

#include "filter/diff.h"
#include "filter/git.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct changed_file {
    const struct diff_file *diff; /* NULL: all of it */
    struct c_text *text;          /* as it is now; read when it is first asked for */
};

struct changes {
    char *top;
    GPtrArray *diff;   /* of struct diff_file */
    GHashTable *files; /* real path -> struct changed_file */
};

static void changed_file_free(gpointer p)
{
    struct changed_file *f = p;
    c_text_free(f->text);
    g_free(f);
}

static struct changes *changes_new(GPtrArray *diff)
{
    struct changes *c = g_new0(struct changes, 1);
    c->diff = diff;
    c->files = g_hash_table_new_full(g_str_hash, g_str_equal, free, changed_file_free);
    return c;
}

void changes_free(struct changes *c)
{
    if (!c) return;
    g_free(c->top);
    g_ptr_array_unref(c->diff);
    g_hash_table_unref(c->files);
    g_free(c);
}

const char *changes_top(const struct changes *c)
{
    return c->top;
}

/* False if there is no such file below `folder`. */
static bool add_file(struct changes *c, const char *folder, const char *name, const struct diff_file *diff)
{
    char *path = g_build_filename(folder, name, NULL), *real = realpath(path, NULL);
    g_free(path);
    if (!real) return false;
    struct changed_file *f = g_new0(struct changed_file, 1);
    f->diff = diff;
    g_hash_table_insert(c->files, real, f);
    return true;
}

/* ---- a diff ---- */

static char *read_all(FILE *in)
{
    GString *text = g_string_new(NULL);
    char buffer[1 << 16];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
        g_string_append_len(text, buffer, (gssize)n);
    return g_string_free(text, ferror(in) != 0);
}

/* The text of the file or of standard input (g_free). */
static char *read_text(const char *path, GError **error)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
    char *text = in ? read_all(in) : NULL;
    if (!text)
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot be read: %s", path,
                    g_strerror(errno));
    if (in && in != stdin) fclose(in);
    return text;
}

/* The name without its first part, which Git and diff -r put before it. */
static const char *without_prefix(const char *name)
{
    const char *slash = strchr(name, '/');
    return slash ? slash + 1 : name;
}

/* Finds the files of the diff; false if not one of those that it does not delete is there. */
static bool find_files(struct changes *c, const char *root)
{
    guint found = 0, deleted = 0;
    for (guint i = 0; i < c->diff->len; i++) {
        const struct diff_file *f = c->diff->pdata[i];
        bool by_git = g_str_has_prefix(f->new_path, "b/");
        const char *likely = by_git ? without_prefix(f->new_path) : f->new_path;
        const char *other = by_git ? f->new_path : without_prefix(f->new_path);
        if (strcmp(f->new_path, "/dev/null") == 0)
            deleted++;
        else
            found += add_file(c, root, likely, f) || add_file(c, root, other, f);
    }
    return found > 0 || deleted == c->diff->len;
}

struct changes *changes_of_diff(const char *path, const char *root, GError **error)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    char *text = read_text(path, error);
    GPtrArray *diff = text ? diff_parse(name, text, error) : NULL;
    struct changes *c = diff ? changes_new(diff) : NULL;
    g_free(text);
    if (!c || find_files(c, root)) return c;
    const struct diff_file *first = diff->pdata[0];
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                "%s:%u: there is no %s below %s, nor any other file of this diff", name, first->line,
                first->new_path, root);
    changes_free(c);
    return NULL;
}

/* ---- Git ---- */

static void add_untracked(struct changes *c, const char *list)
{
    char **lines = g_strsplit(list, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *name = diff_path(*line);
        if (*name) add_file(c, c->top, name, NULL);
        g_free(name);
    }
    g_strfreev(lines);
}

struct changes *changes_since(const char *revision, const char *dir, GError **error)
{
    char *top = git_top(dir, error);
    char *text = top ? git_diff(top, revision, error) : NULL;
    char *untracked = text ? git_untracked(top, error) : NULL;
    GPtrArray *diff = untracked ? diff_parse("git diff", text, error) : NULL;
    struct changes *c = diff ? changes_new(diff) : NULL;
    if (c) {
        c->top = g_steal_pointer(&top);
        for (guint i = 0; i < diff->len; i++) {
            const struct diff_file *f = diff->pdata[i];
            add_file(c, c->top, without_prefix(f->new_path), f);
        }
        add_untracked(c, untracked);
    }
    g_free(top);
    g_free(text);
    g_free(untracked);
    return c;
}

/* ---- findings ---- */

static struct changed_file *find_file(const struct changes *c, sym name, const char *root)
{
    char *path = g_canonicalize_filename(sym_text(name), root), *real = realpath(path, NULL);
    struct changed_file *f = real ? g_hash_table_lookup(c->files, real) : NULL;
    char *text = NULL;
    gsize length = 0;
    if (f && !f->text) {
        g_file_get_contents(real, &text, &length, NULL);
        f->text = c_text_scan(text ? text : "", length);
    }
    g_free(text);
    g_free(path);
    free(real);
    return f;
}

/* Whether lines were removed between two lines, in either order. */
static bool removed_between(const struct diff_file *d, uint32_t a, uint32_t b)
{
    for (guint i = 0; i < d->removed->len; i++) {
        uint32_t behind = g_array_index(d->removed, uint32_t, i);
        if (MIN(a, b) <= behind && behind < MAX(a, b)) return true;
    }
    return false;
}

static bool touches_statement(const struct changed_file *f, uint32_t line)
{
    struct c_lines s = c_text_statement(f->text, line);
    for (guint i = 0; i < f->diff->added->len; i++) {
        struct c_lines added = g_array_index(f->diff->added, struct c_lines, i);
        if (added.first <= s.last && s.first <= added.last) return true;
    }
    return removed_between(f->diff, s.first, s.last);
}

/* The step before this one is `before`, or NULL. */
static bool touches_step(const struct changes *c, const struct step *step, const struct step *before,
                         const char *root)
{
    const struct changed_file *f = find_file(c, step->file, root);
    if (!f) return false;
    if (!f->diff || touches_statement(f, step->line)) return true;
    if (!before || !step->function_line) return false;
    bool same = before->file == step->file && before->function == step->function;
    return removed_between(f->diff, same ? before->line : step->function_line, step->line);
}

bool changes_touch(struct changes *c, const struct finding *f, const char *root)
{
    struct step itself = {.file = f->file, .line = f->line, .function = f->function};
    if (touches_step(c, &itself, NULL, root)) return true;
    for (uint32_t i = 0; i < f->nsteps; i++)
        if (touches_step(c, &f->steps[i], i > 0 ? &f->steps[i - 1] : NULL, root)) return true;
    return false;
}

/* Reads and writes baselines; see baseline.h. */
#include "filter/baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define HEADER  "# gfpcheck baseline "
#define VERSION "1"
#define REDUCED ", with reduced precision"

/* What is in a line, in this order. */
enum field { FILE_FIELD, FUNCTION_FIELD, CHECK_FIELD, FINGERPRINT_FIELD, MESSAGE_FIELD, FIELDS };

struct entry {
    struct finding finding; /* its first member: the entry is found by it */
    bool met;
};

struct baseline {
    char *path;
    bool reduced;
    GHashTable *entries; /* fingerprint -> struct entry, which holds it */
};

static struct baseline *baseline_new(const char *path)
{
    struct baseline *b = g_new0(struct baseline, 1);
    b->path = g_strdup(path);
    b->reduced = true; /* by who wrote it so far: nobody */
    b->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    return b;
}

void baseline_free(struct baseline *b)
{
    if (!b) return;
    g_free(b->path);
    g_hash_table_unref(b->entries);
    g_free(b);
}

bool baseline_is_reduced(const struct baseline *b)
{
    return b->reduced;
}

/* ---- reading ---- */

static sym unescaped(const char *field)
{
    char *text = g_strcompress(field);
    sym s = sym_of(text);
    g_free(text);
    return s;
}

static bool is_fingerprint(const char *text)
{
    return strlen(text) == sizeof((struct finding *)NULL)->fingerprint - 1 &&
           strspn(text, "0123456789abcdef") == strlen(text);
}

/* What is wrong with the line, or NULL. */
static const char *read_entry(struct baseline *b, const char *line)
{
    char **fields = g_strsplit(line, "\t", -1);
    const char *wrong = NULL;
    if (g_strv_length(fields) != FIELDS || !*fields[FILE_FIELD] ||
        !is_fingerprint(fields[FINGERPRINT_FIELD])) {
        wrong = "no entry: those are file, function, check, fingerprint and message, with tabs between them";
    } else if (check_of(fields[CHECK_FIELD]) == CHECKS) {
        wrong = "an entry of a check that there is not";
    } else {
        struct entry *e = g_new0(struct entry, 1);
        e->finding.check = check_of(fields[CHECK_FIELD]);
        e->finding.file = unescaped(fields[FILE_FIELD]);
        e->finding.function = unescaped(fields[FUNCTION_FIELD]);
        e->finding.message = unescaped(fields[MESSAGE_FIELD]);
        g_strlcpy(e->finding.fingerprint, fields[FINGERPRINT_FIELD], sizeof e->finding.fingerprint);
        g_hash_table_replace(b->entries, e->finding.fingerprint, e);
    }
    g_strfreev(fields);
    return wrong;
}

/* What is wrong with the first line, or NULL. */
static const char *read_header(struct baseline *b, const char *line)
{
    if (!line || !g_str_has_prefix(line, HEADER)) return "no baseline of gfpcheck";
    const char *version = line + strlen(HEADER);
    b->reduced = strcmp(version, VERSION REDUCED) == 0;
    if (b->reduced || strcmp(version, VERSION) == 0) return NULL;
    return "a baseline of another version than " VERSION ", which this gfpcheck reads";
}

static bool read_lines(struct baseline *b, char *text, GError **error)
{
    char **lines = g_strsplit(text, "\n", -1);
    const char *wrong = NULL;
    guint i = 0;
    for (; !wrong && (i == 0 || lines[i]); i++) {
        if (lines[i]) lines[i][strcspn(lines[i], "\r")] = '\0';
        if (i == 0)
            wrong = read_header(b, lines[0]);
        else if (*lines[i])
            wrong = read_entry(b, lines[i]);
    }
    if (wrong) g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%u: %s", b->path, i, wrong);
    g_strfreev(lines);
    return !wrong;
}

struct baseline *baseline_read(const char *path, bool may_be_missing, GError **error)
{
    struct baseline *b = baseline_new(path);
    char *text = NULL;
    GError *wrong = NULL;
    bool ok = g_file_get_contents(path, &text, NULL, &wrong);
    if (ok) {
        ok = read_lines(b, text, error);
    } else if (!g_error_matches(wrong, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        g_set_error(error, G_FILE_ERROR, wrong->code, "the baseline cannot be read: %s", wrong->message);
    } else if (!may_be_missing) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                    "%s: no such baseline; --write-baseline makes one", path);
    } else {
        ok = true;
    }
    g_clear_error(&wrong);
    g_free(text);
    if (ok) return b;
    baseline_free(b);
    return NULL;
}

/* ---- findings ---- */

static void set_words(struct finding *entry, const struct finding *f)
{
    entry->check = f->check;
    entry->file = f->file;
    entry->function = f->function;
    entry->message = f->message;
    memcpy(entry->fingerprint, f->fingerprint, sizeof entry->fingerprint);
}

bool baseline_meet(struct baseline *b, const struct finding *f)
{
    struct entry *e = g_hash_table_lookup(b->entries, f->fingerprint);
    if (!e) return false;
    set_words(&e->finding, f);
    e->met = true;
    return true;
}

void baseline_add(struct baseline *b, const struct finding *f)
{
    struct entry *e = g_new0(struct entry, 1);
    set_words(&e->finding, f);
    e->met = true;
    g_hash_table_replace(b->entries, e->finding.fingerprint, e);
}

void baseline_drop(struct baseline *b, const struct finding *entry)
{
    g_hash_table_remove(b->entries, entry->fingerprint);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
    int c = strcmp(sym_text(x->file), sym_text(y->file));
    if (!c) c = strcmp(sym_text(x->function), sym_text(y->function));
    if (!c) c = (int)x->check - (int)y->check;
    if (!c) c = strcmp(sym_text(x->message), sym_text(y->message));
    return c ? c : strcmp(x->fingerprint, y->fingerprint);
}

/* Sorted; with all, or those that were not met. */
static GPtrArray *list_entries(const struct baseline *b, bool all)
{
    GPtrArray *list = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, b->entries);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        struct entry *e = value;
        if (all || !e->met) g_ptr_array_add(list, &e->finding);
    }
    g_ptr_array_sort(list, compare_entries);
    return list;
}

GPtrArray *baseline_unmet(const struct baseline *b)
{
    return list_entries(b, false);
}

/* ---- writing ---- */

/* With nothing in it that ends a field or a line (g_free). */
static char *escaped(sym text)
{
    static char as_they_are[1 << 8]; /* quotes, and the bytes of UTF-8 */
    if (!*as_they_are) {
        as_they_are[0] = '"';
        for (int i = 0x80; i < 1 << 8; i++) as_they_are[i - 0x80 + 1] = (char)i;
    }
    return g_strescape(sym_text(text), as_they_are);
}

static void append_entry(GString *out, const struct finding *f)
{
    char *file = escaped(f->file), *function = escaped(f->function), *message = escaped(f->message);
    g_string_append_printf(out, "%s\t%s\t%s\t%s\t%s\n", file, function, check_infos[f->check].text,
                           f->fingerprint, message);
    g_free(file);
    g_free(function);
    g_free(message);
}

bool baseline_write(const struct baseline *b, bool reduced, GError **error)
{
    GString *text = g_string_new(HEADER VERSION);
    GPtrArray *entries = list_entries(b, true);
    char *real = realpath(b->path, NULL); /* through a symbolic link, the file that it leads to is replaced */
    GError *wrong = NULL;
    g_string_append(text, reduced && b->reduced ? REDUCED "\n" : "\n");
    for (guint i = 0; i < entries->len; i++) append_entry(text, entries->pdata[i]);
    bool ok = g_file_set_contents_full(real ? real : b->path, text->str, (gssize)text->len,
                                       G_FILE_SET_CONTENTS_CONSISTENT, 0666, &wrong);
    if (!ok) {
        g_set_error(error, G_FILE_ERROR, wrong->code, "the baseline cannot be written: %s", wrong->message);
        g_error_free(wrong);
    }
    free(real);
    g_ptr_array_unref(entries);
    g_string_free(text, TRUE);
    return ok;
}

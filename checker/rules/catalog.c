/* All rows of the rule files as one list. See catalog.h.
 *
 * Needs files.c for the parsed files, which the rows point into, and row_words.c.
 */
#include "rules/catalog.h"

#include "base/sym.h"
#include "rules/row_words.h"
#include "rules/rules.h"

#include <string.h>

struct catalog {
    GPtrArray *files; /* of struct rule_file * */
    GPtrArray *rows, *families;
    GPtrArray *inner; /* of char *: patterns */
};

/* Where rows stand. */
struct place {
    struct catalog *catalog;
    const char *path;
    const struct locations *where;
    const char *section, *group, *why; /* the group's, or NULL */
};

static void row_free(gpointer p)
{
    struct catalog_row *row = p;

    g_free((gpointer)row->names);
    g_free(row->words);
    g_free(row);
}

static void file_free(gpointer p)
{
    rule_file_clear(p);
    g_free(p);
}

static const char *const *all_names(const struct raw_row *row)
{
    GPtrArray *names = g_ptr_array_new();

    for (unsigned i = 0; i < row->fn_count; i++) g_ptr_array_add(names, row->fn[i]);
    for (unsigned i = 0; i < row->macro_count; i++) g_ptr_array_add(names, row->macro[i]);
    for (unsigned i = 0; i < row->field_count; i++) g_ptr_array_add(names, row->field[i]);
    if (names->len == 0) {
        for (unsigned i = 0; i < row->check_count; i++) g_ptr_array_add(names, row->check[i]);
    }
    if (names->len == 0) {
        for (unsigned i = 0; i < row->family_count; i++) g_ptr_array_add(names, row->family[i]);
    }
    g_ptr_array_add(names, NULL);
    return (const char *const *)g_ptr_array_free(names, FALSE);
}

static void add_row(const struct place *at, const char *kind, const char *path, const struct raw_row *raw)
{
    struct catalog_row *row = g_new0(struct catalog_row, 1);

    row->section = at->section;
    row->kind = kind;
    row->group = at->group;
    row->names = all_names(raw);
    row->words = row_words(raw);
    row->why = raw->why ? raw->why : at->why;
    row->sleeps = row_sleeps(raw, strcmp(at->section, "sleepers") == 0);
    row->kernel = raw->kernel;
    row->file = at->path;
    row->line = locations_line(at->where, path);
    g_ptr_array_add(at->catalog->rows, row);
}

static void add_part(const struct place *at, const char *kind, unsigned group, const struct raw_row *rows,
                     unsigned n)
{
    char path[64];

    for (unsigned i = 0; i < n; i++) {
        g_snprintf(path, sizeof(path), "/%s/%u/%s/%u", at->section, group, kind, i);
        add_row(at, kind, path, &rows[i]);
    }
}

static void add_family(struct catalog *c, const struct raw_group *g)
{
    static const char *const addresses[] = {
#define X(id, text, linear, contiguous, words) [RULE_ADDRESS_##id] = words,
        RULE_ADDRESSES(X)
#undef X
    };
    static const char *const contiguous[] = {
#define X(id, text, linear, contiguous, words) [RULE_ADDRESS_##id] = contiguous,
        RULE_ADDRESSES(X)
#undef X
    };
    struct catalog_family *family = g_new0(struct catalog_family, 1);
    int address = g->address ? *g->address : RULE_ADDRESS_UNKNOWN;

    family->name = g->name;
    family->why = g->why;
    family->since = g->since;
    family->address = g->address ? addresses[address] : NULL;
    family->contiguous = contiguous[address];
    g_ptr_array_add(c->families, family);
}

static void add_groups(struct place *at, const char *section, const struct raw_group *groups, unsigned n)
{
    at->section = section;
    for (unsigned i = 0; i < n; i++) {
        const struct raw_group *g = &groups[i];

        at->group = g->name;
        at->why = g->why;
        add_part(at, "alloc", i, g->alloc, g->alloc_count);
        add_part(at, "acquire", i, g->acquire, g->acquire_count);
        add_part(at, "try", i, g->attempt, g->attempt_count);
        add_part(at, "release", i, g->release, g->release_count);
    }
    at->group = at->why = NULL;
}

static void add_rows(struct place *at, const char *section, const struct raw_row *rows, unsigned n,
                     const char *(*kind)(const struct raw_row *row))
{
    char path[64];

    at->section = section;
    for (unsigned i = 0; i < n; i++) {
        g_snprintf(path, sizeof(path), "/%s/%u", section, i);
        add_row(at, kind(&rows[i]), path, &rows[i]);
    }
}

static bool add_file(struct catalog *c, const char *path, GError **error)
{
    struct rule_file *file = g_new0(struct rule_file, 1);
    const struct raw_file *raw;
    struct place at = {.catalog = c, .path = sym_text(sym_of(path))};

    g_ptr_array_add(c->files, file);
    if (!rule_file_read(file, path, error)) return false;
    raw = file->raw;
    at.where = file->where;
    for (unsigned i = 0; i < raw->families_count; i++) add_family(c, &raw->families[i]);
    for (unsigned i = 0; raw->settings && i < raw->settings->inner_count; i++)
        g_ptr_array_add(c->inner, raw->settings->inner[i]);
    add_groups(&at, "families", raw->families, raw->families_count);
    add_groups(&at, "locks", raw->locks, raw->locks_count);
    add_rows(&at, "sleepers", raw->sleepers, raw->sleepers_count, row_kind_of_sleeper);
    add_rows(&at, "facts", raw->facts, raw->facts_count, row_kind_of_fact);
    add_rows(&at, "callbacks", raw->callbacks, raw->callbacks_count, row_kind_of_callback);
    add_rows(&at, "functions", raw->functions, raw->functions_count, row_kind_of_function);
    add_rows(&at, "linear", raw->linear, raw->linear_count, row_kind_of_use);
    add_rows(&at, "flags", raw->flags, raw->flags_count, row_kind_of_flags);
    add_rows(&at, "advice", raw->advice, raw->advice_count, row_kind_of_advice);
    return true;
}

struct catalog *catalog_load(const char *dir, const char *const *extra, GError **error)
{
    GPtrArray *paths = rule_files(dir, extra, error);
    struct catalog *c = g_new0(struct catalog, 1);
    bool ok = paths != NULL;

    c->files = g_ptr_array_new_with_free_func(file_free);
    c->rows = g_ptr_array_new_with_free_func(row_free);
    c->families = g_ptr_array_new_with_free_func(g_free);
    c->inner = g_ptr_array_new();
    for (guint i = 0; ok && i < paths->len; i++) ok = add_file(c, paths->pdata[i], error);
    if (paths) g_ptr_array_unref(paths);
    if (ok) return c;
    catalog_free(c);
    return NULL;
}

void catalog_free(struct catalog *c)
{
    if (!c) return;
    g_ptr_array_unref(c->rows);
    g_ptr_array_unref(c->families);
    g_ptr_array_unref(c->inner);
    g_ptr_array_unref(c->files);
    g_free(c);
}

const GPtrArray *catalog_rows(const struct catalog *c)
{
    return c->rows;
}

const GPtrArray *catalog_families(const struct catalog *c)
{
    return c->families;
}

bool catalog_inner(const struct catalog *c, const char *name)
{
    guint i = 0;

    while (i < c->inner->len && !g_pattern_match_simple(c->inner->pdata[i], name)) i++;
    return i < c->inner->len;
}

char *catalog_releases(const struct catalog *c, const char *family)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < c->rows->len; i++) {
        const struct catalog_row *row = c->rows->pdata[i];

        if (g_strcmp0(row->group, family) != 0 || strcmp(row->section, "families") != 0 ||
            strcmp(row->kind, "release") != 0)
            continue;
        for (const char *const *name = row->names; *name; name++)
            g_string_append_printf(out, "%s%s", out->len ? ", " : "", *name);
    }
    return g_string_free(out, out->len == 0);
}

/* What is wrong or doubtful in a set of rules. See catalog.h.
 *
 * Needs catalog.c and the loader. A row with a range of versions may clash with another one for some kernels
 * only, so that the set is loaded for each version at which a range begins or ends, and those beside it.
 */
#include "rules/build.h"
#include "rules/catalog.h"

#include <string.h>

/* ---- versions ---- */

static void add_version(GArray *versions, unsigned major, unsigned minor)
{
    const struct rules_version v = {major, minor};

    for (guint i = 0; i < versions->len; i++) {
        const struct rules_version *have = &g_array_index(versions, struct rules_version, i);

        if (have->major == major && have->minor == minor) return;
    }
    g_array_append_val(versions, v);
}

/* One version of every stretch in which all rows are the same: the newest, each bound, and what is next to
 * it. */
static GArray *telling_versions(const GPtrArray *rows)
{
    enum { MINOR_BEFORE_0 = 99 };
    GArray *versions = g_array_new(FALSE, FALSE, sizeof(struct rules_version));

    add_version(versions, 0, 0);
    for (guint i = 0; i < rows->len; i++) {
        const struct catalog_row *row = rows->pdata[i];
        struct rules_version v;

        for (const char *text = row->kernel; text && row_next_bound(&text, &v);) {
            add_version(versions, v.major, v.minor);
            add_version(versions, v.major, v.minor + 1);
            if (v.minor)
                add_version(versions, v.major, v.minor - 1);
            else if (v.major > 1)
                add_version(versions, v.major - 1, MINOR_BEFORE_0);
        }
    }
    return versions;
}

static bool load_for_all(const char *dir, const char *const *extra, const GArray *versions, GError **error)
{
    for (guint i = 0; i < versions->len; i++) {
        struct rules_version v = g_array_index(versions, struct rules_version, i);
        struct rules *r = rules_load(dir, extra, v, error);

        rules_free(r);
        if (r) continue;
        if (v.major && error) {
            char *message = g_strdup_printf("%s, for kernel %u.%u", (*error)->message, v.major, v.minor);

            g_free((*error)->message);
            (*error)->message = message;
        }
        return false;
    }
    return true;
}

/* ---- doubts ---- */

static void warn(GPtrArray *warnings, const struct catalog_row *row, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void warn(GPtrArray *warnings, const struct catalog_row *row, const char *format, ...)
{
    va_list args;
    const char *name = row->names[0] ? row->names[0] : row->kind;

    va_start(args, format);
    char *reason = g_strdup_vprintf(format, args);
    va_end(args);
    g_ptr_array_add(warnings, g_strdup_printf("%s:%u: rule '%s': %s", row->file, row->line, name, reason));
    g_free(reason);
}

/* A reason that names its source has a path in it: mm/slub.c, fs/, or a document. */
static void check_why(GPtrArray *warnings, const struct catalog_row *row)
{
    if (!row->why || !strchr(row->why, '/'))
        warn(warnings, row, "'why' names no file of the kernel that shows it");
}

static void check_reachable(GPtrArray *warnings, const struct catalog_row *row, const GArray *versions)
{
    bool holds = !row->kernel;

    for (guint i = 0; !holds && i < versions->len; i++)
        row_holds(row->kernel, g_array_index(versions, struct rules_version, i), &holds);
    if (!holds) warn(warnings, row, "no kernel version is '%s'", row->kernel);
}

static bool has_kind(const GPtrArray *rows, const struct catalog_row *group, const char *kind)
{
    for (guint i = 0; i < rows->len; i++) {
        const struct catalog_row *row = rows->pdata[i];

        if (row->section == group->section && g_strcmp0(row->group, group->group) == 0 &&
            strcmp(row->kind, kind) == 0)
            return true;
    }
    return false;
}

/* What is never released, or never taken, is half of a group. */
static void check_group(GPtrArray *warnings, const GPtrArray *rows, const struct catalog_row *row)
{
    if (!has_kind(rows, row, "release")) warn(warnings, row, "nothing releases '%s'", row->group);
    if (!has_kind(rows, row, "alloc") && !has_kind(rows, row, "acquire") && !has_kind(rows, row, "try"))
        warn(warnings, row, "nothing allocates or acquires '%s'", row->group);
}

static void check_address(GPtrArray *warnings, const struct catalog *c, const struct catalog_row *row)
{
    const GPtrArray *families = catalog_families(c);

    for (guint i = 0; i < families->len; i++) {
        const struct catalog_family *family = families->pdata[i];

        if (g_strcmp0(family->name, row->group) == 0 && !family->address)
            warn(warnings, row, "'address' is missing: what the address of '%s' memory is", family->name);
    }
}

bool rules_lint(const char *dir, const char *const *extra, GPtrArray *warnings, GError **error)
{
    struct catalog *c = catalog_load(dir, extra, error);
    const char *group = NULL;

    if (!c) return false;
    const GPtrArray *rows = catalog_rows(c);
    GArray *versions = telling_versions(rows);
    bool ok = load_for_all(dir, extra, versions, error);
    for (guint i = 0; ok && i < rows->len; i++) {
        const struct catalog_row *row = rows->pdata[i];

        check_why(warnings, row);
        check_reachable(warnings, row, versions);
        if (row->group && g_strcmp0(row->group, group) != 0) {
            check_group(warnings, rows, row);
            check_address(warnings, c, row);
        }
        group = row->group;
    }
    g_array_unref(versions);
    catalog_free(c);
    return ok;
}

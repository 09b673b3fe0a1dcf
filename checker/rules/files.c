/* Finding and reading rule files.
 *
 * Needs schema.c and yaml/; gives each file parsed, with the lines of its rows. Files come in the order of
 * their names, so that the same files give the same tables and the same error.
 */
#include "base/data.h"
#include "rules/rules.h"
#include "rules/schema.h"

#include <string.h>

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *rule_files(const char *dir, const char *const *extra, GError **error)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    char *folder = dir ? g_strdup(dir) : data_path(RULES_FOLDER);
    GDir *d = g_dir_open(folder, 0, error);
    const char *name;

    while (d && (name = g_dir_read_name(d)))
        if (g_str_has_suffix(name, ".yaml")) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, by_name);
    if (d && !paths->len) rule_error(error, folder, 0, NULL, "no rule files (*.yaml) in this folder");
    if (!paths->len) g_clear_pointer(&paths, g_ptr_array_unref);
    for (const char *const *file = extra; paths && file && *file; file++)
        g_ptr_array_add(paths, g_strdup(*file));
    if (d) g_dir_close(d);
    g_free(folder);
    return paths;
}

bool rule_file_read(struct rule_file *out, const char *path, GError **error)
{
    GError *reading = NULL;

    *out = (struct rule_file){0};
    if (!g_file_get_contents(path, &out->text, &out->length, &reading)) {
        rule_error(error, path, 0, NULL, "%s", reading->message);
        g_error_free(reading);
        return false;
    }
    out->where = locations_new(path, out->text, out->length, error);
    if (out->where) out->raw = raw_parse(path, out->text, out->length, out->where, error);
    if (out->raw) return true;
    rule_file_clear(out);
    return false;
}

void rule_file_clear(struct rule_file *file)
{
    locations_free(file->where);
    raw_free(file->raw);
    g_free(file->text);
    *file = (struct rule_file){0};
}

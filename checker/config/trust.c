/* Which config files the user trusts; see config.h.
 *
 * They are kept in the user's data folder, one a line: the hash of the file's content, and its real path. A
 * file that has changed since is not trusted any more.
 */
#include "config/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static char *trusted_path(void)
{
    return g_build_filename(g_get_user_data_dir(), "gfpcheck", "trusted", NULL);
}

/* The file's line, without its end (g_free), or NULL. */
static char *line_of(const char *path)
{
    char *text = NULL, *line = NULL, *real = realpath(path, NULL);
    gsize length;
    if (real && !strchr(real, '\n') && g_file_get_contents(real, &text, &length, NULL)) {
        char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);
        line = g_strdup_printf("%s %s", hash, real);
        g_free(hash);
    }
    g_free(text);
    free(real);
    return line;
}

static char **read_lines(void)
{
    char *path = trusted_path(), *text = NULL;
    char **lines = g_strsplit(g_file_get_contents(path, &text, NULL, NULL) ? text : "", "\n", -1);
    g_free(text);
    g_free(path);
    return lines;
}

bool config_is_trusted(const char *path)
{
    char *line = line_of(path), **lines = read_lines();
    bool trusted = line && g_strv_contains((const char *const *)lines, line);
    g_strfreev(lines);
    g_free(line);
    return trusted;
}

bool config_trust(const char *path, GError **error)
{
    char *line = line_of(path), *store = trusted_path(), *folder = g_path_get_dirname(store);
    char **lines = read_lines();
    GString *text = g_string_new(NULL);
    const char *name = line ? strchr(line, ' ') : "";
    bool ok = false;
    for (char **old = lines; *old; old++)
        if (**old && !g_str_has_suffix(*old, name)) g_string_append_printf(text, "%s\n", *old);
    if (!line) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: cannot be read", path);
    } else if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: cannot be made: %s", folder,
                    g_strerror(errno));
    } else {
        g_string_append_printf(text, "%s\n", line);
        ok = g_file_set_contents_full(store, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, error);
    }
    g_string_free(text, TRUE);
    g_strfreev(lines);
    g_free(folder);
    g_free(store);
    g_free(line);
    return ok;
}

/* Patterns for paths; see glob.h. */
#include "base/glob.h"

#include <fnmatch.h>
#include <glib.h>
#include <string.h>

static bool is_any(const char *part)
{
    return strcmp(part, "**") == 0;
}

/* Whether the pattern's parts match the beginning of the path's. */
static bool match_parts(char *const *pattern, char *const *path)
{
    for (; *pattern; pattern++, path++) {
        if (is_any(*pattern)) {
            while (*pattern && is_any(*pattern)) pattern++;
            while (*path && !match_parts(pattern, path)) path++;
            return *path != NULL;
        }
        if (!*path || fnmatch(*pattern, *path, 0) != 0) return false;
    }
    return true;
}

bool glob_match(const char *pattern, const char *path)
{
    char *trimmed = g_strdup(pattern);
    size_t n = strlen(trimmed);
    while (n > 0 && trimmed[n - 1] == '/') trimmed[--n] = '\0';
    bool anywhere = !strchr(trimmed, '/');
    char **parts = g_strsplit(trimmed, "/", -1), **path_parts = g_strsplit(path, "/", -1);
    bool found = match_parts(parts, path_parts);
    for (char **rest = path_parts; anywhere && !found && *rest; rest++) found = match_parts(parts, rest);
    g_strfreev(parts);
    g_strfreev(path_parts);
    g_free(trimmed);
    return found;
}

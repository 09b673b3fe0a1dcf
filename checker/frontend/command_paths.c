/* The paths that a user asked for: found, searched, and compared with the files of a command list.
 *
 * Needs command.h. A path that leads to nothing is the user's error of that path alone: it goes to the list
 * of failures, and the others are checked.
 */
#include "frontend/command_paths.h"

#include "frontend/flags.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *path_real(const char *path)
{
    char *real = realpath(path, NULL);
    if (!real) return g_canonicalize_filename(path, NULL);
    char *copy = g_strdup(real);
    free(real);
    return copy;
}

bool path_is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    while (n > 0 && folder[n - 1] == '/') n--;
    return strncmp(path, folder, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

static void sources_walk(const char *folder, GPtrArray *out)
{
    DIR *dir = opendir(folder);
    if (!dir) return;
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] == '.') continue;
        char *path = g_build_filename(folder, e->d_name, NULL);
        bool link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
        /* kbuild makes m.mod.c beside the sources of the module m */
        bool made = g_str_has_suffix(e->d_name, ".mod.c");
        if (is_c_source(e->d_name) && g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            if (!made) g_ptr_array_add(out, g_strdup(path));
        } else if (!link && g_file_test(path, G_FILE_TEST_IS_DIR)) {
            sources_walk(path, out);
        }
        g_free(path);
    }
    closedir(dir);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void sources_find(const char *folder, GPtrArray *out)
{
    sources_walk(folder, out);
    g_ptr_array_sort(out, compare_texts);
}

static void asked_free(void *p)
{
    struct asked_path *a = p;
    g_free(a->given);
    g_free(a->real);
    g_free(a);
}

/* "/x", ".", "./x", "../x": a path that says where it begins. */
static bool is_anchored(const char *path)
{
    if (g_path_is_absolute(path)) return true;
    size_t dots = strspn(path, ".");
    return (dots == 1 || dots == 2) && (path[dots] == '\0' || path[dots] == '/');
}

/* The path where it exists, or NULL. */
static char *path_find(const char *path, const char *root)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        char *real = path_real(path);
        if (!root || is_anchored(path) || path_is_below(real, root)) return real;
        /* "drivers/usb" may be there in the current folder as well, but the tree's is meant */
        char *in_root = g_build_filename(root, path, NULL);
        if (g_file_test(in_root, G_FILE_TEST_EXISTS)) {
            g_free(real);
            real = path_real(in_root);
        }
        g_free(in_root);
        return real;
    }
    if (!root || is_anchored(path)) return NULL;
    char *in_root = g_build_filename(root, path, NULL);
    char *real = g_file_test(in_root, G_FILE_TEST_EXISTS) ? path_real(in_root) : NULL;
    g_free(in_root);
    return real;
}

GPtrArray *paths_resolve(const char *const *paths, const char *root, GPtrArray *failed)
{
    if (!paths) return NULL;
    GPtrArray *asked = g_ptr_array_new_with_free_func(asked_free);
    for (; *paths; paths++) {
        char *real = path_find(*paths, root);
        if (!real) {
            command_failure_add(failed, *paths, "no such file or folder");
            continue;
        }
        struct asked_path *a = g_new0(struct asked_path, 1);
        a->given = g_strdup(*paths);
        a->real = real;
        a->n = strcmp(real, "/") == 0 ? 0 : strlen(real);
        a->folder = g_file_test(real, G_FILE_TEST_IS_DIR);
        g_ptr_array_add(asked, a);
    }
    return asked;
}

bool paths_match(GPtrArray *asked, const char *file)
{
    if (!asked) return true;
    bool match = false;
    size_t n = strlen(file);
    for (guint i = 0; i < asked->len; i++) {
        struct asked_path *a = asked->pdata[i];
        /* thousands of paths and commands: nearly all differ in where a name ends */
        if (n < a->n || (file[a->n] != '\0' && file[a->n] != '/') || memcmp(file, a->real, a->n) != 0)
            continue;
        a->used = match = true;
    }
    return match;
}

void paths_report_unused(const GPtrArray *asked, const char *reason, GPtrArray *failed)
{
    for (guint i = 0; asked && i < asked->len; i++) {
        const struct asked_path *a = asked->pdata[i];
        if (a->used) continue;
        GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
        if (a->folder) sources_find(a->real, sources);
        if (a->folder && sources->len == 0) {
            command_failure_add(failed, a->given, "no C source file in this folder");
        } else if (!a->folder && !is_c_source(a->real)) {
            command_failure_add(failed, a->given, "not a C source file");
        } else {
            command_failure_add(failed, a->given, "%s", reason);
        }
        g_ptr_array_unref(sources);
    }
}

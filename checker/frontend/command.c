/* Compile commands: lists of them, and those of plain paths and of one command line.
 *
 * Needs flags.h for the flags and command_paths.h for the paths; kbuild.c and database.c are the other two
 * sources of commands. Gives command.h.
 */
#include "frontend/command.h"

#include "frontend/command_list.h"
#include "frontend/command_paths.h"
#include "frontend/flags.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINARY_PROBE = 8192 }; /* a NUL byte in so many first bytes: not a text */

void command_free(struct command *cmd)
{
    if (!cmd) return;
    if (cmd->shared) {
        g_free(cmd->flags);
        g_bytes_unref(cmd->shared);
    } else {
        g_free(cmd->file);
        g_free(cmd->directory);
        g_strfreev(cmd->flags);
    }
    g_free(cmd);
}

static void command_free_item(void *p)
{
    command_free(p);
}

GPtrArray *commands_new(void)
{
    return g_ptr_array_new_with_free_func(command_free_item);
}

struct command *command_new(const char *file, const char *directory, char **flags)
{
    struct command *cmd = g_new0(struct command, 1);
    cmd->file = path_real(file);
    cmd->directory = g_strdup(directory);
    cmd->flags = flags;
    return cmd;
}

struct command *command_new_shared(GBytes *bytes, const char *file, const char *directory,
                                   const char *const *flags, size_t nflags)
{
    struct command *cmd = g_new0(struct command, 1);
    cmd->file = (char *)file;
    cmd->directory = (char *)directory;
    cmd->flags = g_new(char *, nflags + 1);
    memcpy(cmd->flags, flags, nflags * sizeof *flags);
    cmd->flags[nflags] = NULL;
    cmd->shared = g_bytes_ref(bytes);
    return cmd;
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    const struct command *x = *(const struct command *const *)a, *y = *(const struct command *const *)b;
    return strcmp(x->file, y->file);
}

static int compare_commands(gconstpointer a, gconstpointer b)
{
    const struct command *x = *(const struct command *const *)a, *y = *(const struct command *const *)b;
    int order = strcmp(x->file, y->file);
    for (size_t i = 0; order == 0; i++) {
        if (!x->flags[i] || !y->flags[i]) return !!x->flags[i] - !!y->flags[i];
        order = strcmp(x->flags[i], y->flags[i]);
    }
    return order;
}

static bool is_finished(const GPtrArray *commands)
{
    for (guint i = 1; i < commands->len; i++) {
        if (compare_files(&commands->pdata[i - 1], &commands->pdata[i]) >= 0) return false;
    }
    return true;
}

void commands_finish(GPtrArray *commands, bool stable)
{
    if (is_finished(commands)) return; /* as every list that was kept is: 16,000 paths take long to sort */
    /* GLib's sort is a merge sort: equal files stay in order */
    g_ptr_array_sort(commands, stable ? compare_files : compare_commands);
    guint kept = 0;
    for (guint i = 0; i < commands->len; i++) {
        struct command *cmd = commands->pdata[i];
        if (kept > 0 && strcmp(((struct command *)commands->pdata[kept - 1])->file, cmd->file) == 0) {
            command_free(cmd);
        } else {
            commands->pdata[kept++] = cmd;
        }
    }
    for (guint i = kept; i < commands->len; i++) commands->pdata[i] = NULL;
    g_ptr_array_set_size(commands, (gint)kept);
}

void commands_filter(GPtrArray *commands, GPtrArray *asked)
{
    guint kept = 0;
    for (guint i = 0; i < commands->len; i++) {
        struct command *cmd = commands->pdata[i];
        if (paths_match(asked, cmd->file)) {
            commands->pdata[kept++] = cmd;
        } else {
            command_free(cmd);
        }
    }
    for (guint i = kept; i < commands->len; i++) commands->pdata[i] = NULL;
    g_ptr_array_set_size(commands, (gint)kept);
}

static void failure_free(void *p)
{
    struct command_failure *f = p;
    g_free(f->path);
    g_free(f->reason);
    g_free(f);
}

GPtrArray *command_failures_new(void)
{
    return g_ptr_array_new_with_free_func(failure_free);
}

void command_failure_add(GPtrArray *failed, const char *path, const char *format, ...)
{
    struct command_failure *f = g_new0(struct command_failure, 1);
    va_list args;
    va_start(args, format);
    f->path = g_strdup(path);
    f->reason = g_strdup_vprintf(format, args);
    va_end(args);
    g_ptr_array_add(failed, f);
}

/* The files at and below `paths`, each with a copy of `flags`. */
static GPtrArray *commands_of_paths(const char *const *paths, char **flags, bool model, GPtrArray *failed)
{
    GPtrArray *commands = commands_new();
    GPtrArray *asked = paths_resolve(paths, NULL, failed);
    char *cwd = g_get_current_dir();
    for (guint i = 0; i < asked->len; i++) {
        struct asked_path *a = asked->pdata[i];
        GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
        if (a->folder) {
            sources_find(a->real, sources);
        } else {
            g_ptr_array_add(sources, g_strdup(a->real));
        }
        a->used = sources->len > 0;
        for (guint j = 0; j < sources->len; j++) {
            struct command *cmd = command_new(sources->pdata[j], cwd, g_strdupv(flags));
            cmd->model = model;
            g_ptr_array_add(commands, cmd);
        }
        g_ptr_array_unref(sources);
    }
    paths_report_unused(asked, "nothing to check", failed);
    g_free(cwd);
    g_ptr_array_unref(asked);
    commands_finish(commands, true);
    return commands;
}

GPtrArray *commands_from_paths(const char *const *paths, GPtrArray *failed)
{
    char *none[] = {NULL};
    return commands_of_paths(paths, none, true, failed);
}

/* A command line may name a source that does not look like one: kbuild tries a checker out on a temporary
 * file. */
static void add_plain_file(const char *const *argv, GPtrArray *files, char ***flags)
{
    size_t n = g_strv_length((char **)argv);
    if (files->len > 0 || n == 0 || argv[n - 1][0] == '-') return;
    if (!g_file_test(argv[n - 1], G_FILE_TEST_IS_REGULAR)) return;
    size_t nflags = g_strv_length(*flags);
    g_ptr_array_add(files, g_strdup(argv[n - 1]));
    *flags = g_renew(char *, *flags, nflags + 3);
    (*flags)[nflags] = g_strdup("-x");
    (*flags)[nflags + 1] = g_strdup("c");
    (*flags)[nflags + 2] = NULL;
}

GPtrArray *commands_from_argv(const char *const *argv, const char *const *paths, GPtrArray *failed,
                              GError **error)
{
    char *cwd = g_get_current_dir();
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    char **flags = flags_clean(argv, cwd, files);
    GPtrArray *commands = NULL;
    if (!paths) add_plain_file(argv, files, &flags);
    g_ptr_array_add(files, NULL);
    if (!paths && files->len == 1) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "no C source file among the arguments");
    } else {
        const char *const *given = paths ? paths : (const char *const *)files->pdata;
        commands = commands_of_paths(given, flags, false, failed);
    }
    g_strfreev(flags);
    g_ptr_array_unref(files);
    g_free(cwd);
    return commands;
}

bool command_check_source(const struct command *cmd, GError **error)
{
    char start[BINARY_PROBE];
    bool folder = g_file_test(cmd->file, G_FILE_TEST_IS_DIR);
    FILE *in = folder ? NULL : fopen(cmd->file, "rb");
    if (!in) {
        int code = folder ? EISDIR : errno;
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "cannot be read: %s",
                    g_strerror(code));
        return false;
    }
    size_t n = fread(start, 1, sizeof start, in);
    bool failed = ferror(in);
    fclose(in);
    const char *problem = NULL;
    if (failed) {
        problem = "cannot be read";
    } else if (n == 0) {
        problem = "empty file";
    } else if (memchr(start, 0, n)) {
        problem = "binary file, not C source";
    }
    if (problem) g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, problem);
    return !problem;
}

/* The number after "NAME =" at the start of a line of `text`; 0 if there is none. */
static unsigned makefile_number(const char *text, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, name, n) != 0) continue;
        const char *p = line + n + strspn(line + n, " \t");
        if (*p++ == '=') return (unsigned)strtoul(p, NULL, 10);
    }
    return 0;
}

void kernel_version(const char *root, unsigned *major, unsigned *minor)
{
    *major = *minor = 0;
    char *path = g_build_filename(root, "Makefile", NULL);
    char *text = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL) && strstr(text, "PATCHLEVEL")) {
        *major = makefile_number(text, "VERSION");
        *minor = makefile_number(text, "PATCHLEVEL");
    }
    g_free(text);
    g_free(path);
}

bool kernel_is_configured(const char *dir)
{
    static const char *const parts[] = {".config", "Kconfig", "include/generated/autoconf.h"};
    bool all = true;
    for (size_t i = 0; all && i < G_N_ELEMENTS(parts); i++) {
        char *path = g_build_filename(dir, parts[i], NULL);
        all = g_file_test(path, G_FILE_TEST_EXISTS);
        g_free(path);
    }
    return all;
}

char *command_kernel_root(const struct command *cmd)
{
    for (char **flag = cmd->flags; *flag; flag++) {
        if (!g_str_has_prefix(*flag, "-I") || !g_str_has_suffix(*flag, "/include")) continue;
        char *include = path_real(*flag + 2);
        char *dir = g_path_get_dirname(include);
        unsigned major, minor;
        kernel_version(dir, &major, &minor);
        g_free(include);
        if (major) return dir;
        g_free(dir);
    }
    return NULL;
}

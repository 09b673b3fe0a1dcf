/* What a session checks: the choice of the input, the compile commands, and the source root.
 *
 * Needs frontend/command.h. The kinds of input are tried in the order of the table `kinds`; the first that
 * applies is taken. What was found and not asked for (the running kernel's build folder) may fail, and the
 * next kind is tried.
 */
#include "session/inputs.h"

#include "base/glob.h"

#include <string.h>
#include <sys/utsname.h>

/* ---- folders ---- */

/* The nearest folder at or above `path` that `is_it` says yes to, or NULL. */
static char *find_upwards(const char *path, bool (*is_it)(const char *dir))
{
    char *dir = g_canonicalize_filename(path, NULL);
    for (;;) {
        if (is_it(dir)) return dir;
        char *up = g_path_get_dirname(dir);
        bool top = strcmp(up, dir) == 0;
        g_free(dir);
        dir = up;
        if (top) break;
    }
    g_free(dir);
    return NULL;
}

static bool holds(const char *dir, const char *name)
{
    char *path = g_build_filename(dir, name, NULL);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return there;
}

static bool is_kernel_top(const char *dir)
{
    unsigned major, minor;
    kernel_version(dir, &major, &minor);
    return major > 0 && holds(dir, "Kbuild") && holds(dir, "Kconfig");
}

static bool is_git_top(const char *dir)
{
    return holds(dir, ".git");
}

const char *inputs_relative(const char *root, const char *path)
{
    size_t n = strlen(root);
    while (n > 0 && root[n - 1] == '/') n--;
    if (strncmp(path, root, n) != 0 || path[n] != '/') return path;
    return path + n + 1;
}

/* The root where the user named none: the kernel tree around the first file, the work tree of the current
 * folder if the file is in it, the current folder. */
static char *guess_root(const GPtrArray *commands)
{
    char *cwd = g_get_current_dir();
    const char *file = commands->len > 0 ? ((const struct command *)commands->pdata[0])->file : cwd;
    char *root = find_upwards(file, is_kernel_top);
    if (!root) {
        root = find_upwards(cwd, is_git_top);
        if (root && inputs_relative(root, file) == file) {
            g_free(root);
            root = NULL;
        }
    }
    if (!root) return cwd;
    g_free(cwd);
    return root;
}

/* ---- kinds of input ---- */

/* Fills `commands`, and with a kernel folder `root`. NULL commands without an error: this kind does not
 * apply. */
typedef void collect_fn(struct inputs *in, const gfpcheck_options *o, GError **error);

static void collect_flags(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    if (!o->flags) return;
    in->words = g_strdup("the flags given");
    in->commands = commands_from_argv(o->flags, o->flags_name_files ? NULL : o->paths, in->failed, error);
}

/* Where commands come from, the same however the user writes the path: a program database is named by it. */
static char *words_of(const char *what, const char *path)
{
    char *absolute = g_canonicalize_filename(path, NULL), *words = g_strdup_printf("%s %s", what, absolute);
    g_free(absolute);
    return words;
}

static void collect_database(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    if (!o->database) return;
    bool folder = g_file_test(o->database, G_FILE_TEST_IS_DIR);
    char *file = folder ? g_build_filename(o->database, COMMAND_DATABASE, NULL) : g_strdup(o->database);
    in->words = words_of("the compilation database", file);
    g_free(file);
    in->commands = commands_from_database(o->database, o->paths, in->failed, error);
}

static void collect_build(struct inputs *in, const gfpcheck_options *o, const char *build, GError **error)
{
    char *cache =
        o->cache_dir ? g_strdup(o->cache_dir) : g_build_filename(g_get_user_cache_dir(), "gfpcheck", NULL);
    in->words = words_of("the kernel build folder", build);
    in->commands = commands_from_kbuild(build, o->paths, cache, &in->root, in->failed, error);
    g_free(cache);
}

static void collect_kbuild(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    if (o->kbuild) collect_build(in, o, o->kbuild, error);
}

static void collect_tree_around(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    if (o->model) return;
    char *tree = find_upwards(o->paths[0], kernel_is_configured);
    if (tree) collect_build(in, o, tree, error);
    g_free(tree);
}

static void collect_running_kernel(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    struct utsname name;
    if (o->model || uname(&name) != 0) return;
    char *tree = find_upwards(o->paths[0], is_kernel_top);
    char *build = g_build_filename("/lib/modules", name.release, "build", NULL);
    guint before = in->failed->len;
    GError *wrong = NULL;
    (void)error;
    if (!tree && holds(build, "include/generated/autoconf.h")) collect_build(in, o, build, &wrong);
    if (wrong) {
        g_ptr_array_set_size(in->failed, (gint)before);
        g_error_free(wrong);
    }
    g_free(build);
    g_free(tree);
}

static void collect_model(struct inputs *in, const gfpcheck_options *o, GError **error)
{
    (void)error;
    in->words = g_strdup("the model headers");
    in->commands = commands_from_paths(o->paths, in->failed);
}

static const struct input_kind {
    collect_fn *collect;
    bool needs_paths;
} kinds[] = {
    {collect_flags, false},      {collect_database, false},      {collect_kbuild, false},
    {collect_tree_around, true}, {collect_running_kernel, true}, {collect_model, true},
};

/* ---- all together ---- */

/* In a tree of its own the kernel's version is the root's; a module out of tree names the kernel in its
 * flags. */
static void find_version(struct inputs *in)
{
    kernel_version(in->root, &in->major, &in->minor);
    if (in->major > 0 || in->commands->len == 0) return;
    char *kernel = command_kernel_root(in->commands->pdata[0]);
    if (kernel) kernel_version(kernel, &in->major, &in->minor);
    g_free(kernel);
}

static void settle_root(struct inputs *in, const gfpcheck_options *o)
{
    if (o->root) {
        g_free(in->root);
        in->root = g_canonicalize_filename(o->root, NULL);
    } else if (in->root) {
        /* paths of modules out of tree mean nothing to the kernel's root */
        bool inside = in->commands->len == 0;
        for (guint i = 0; i < in->commands->len && !inside; i++) {
            const char *file = ((const struct command *)in->commands->pdata[i])->file;
            inside = inputs_relative(in->root, file) != file;
        }
        if (inside) return;
        g_free(in->root);
        in->root = guess_root(in->commands);
    } else {
        in->root = guess_root(in->commands);
    }
}

/* ---- what is left out ---- */

static bool is_excluded(const struct inputs *in, const gfpcheck_options *o, const char *file)
{
    const char *const *pattern = o->exclude;
    const char *relative = inputs_relative(in->root, file);
    while (pattern && *pattern && !glob_match(*pattern, file) && !glob_match(*pattern, relative)) pattern++;
    return pattern && *pattern;
}

static void free_command(void *p)
{
    command_free(p);
}

static void exclude(struct inputs *in, const gfpcheck_options *o)
{
    in->excluded = g_ptr_array_new_with_free_func(free_command);
    for (guint i = 0; i < in->commands->len;) {
        const struct command *cmd = in->commands->pdata[i];
        if (is_excluded(in, o, cmd->file))
            g_ptr_array_add(in->excluded, g_ptr_array_steal_index(in->commands, i));
        else
            i++;
    }
}

bool inputs_collect(struct inputs *out, const gfpcheck_options *options, GError **error)
{
    GError *wrong = NULL;
    memset(out, 0, sizeof *out);
    out->failed = command_failures_new();
    for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !out->commands && !wrong; i++) {
        if (kinds[i].needs_paths && !options->paths) break;
        g_free(out->words);
        out->words = NULL;
        kinds[i].collect(out, options, &wrong);
    }
    if (!wrong && !out->commands) {
        wrong = g_error_new(G_FILE_ERROR, G_FILE_ERROR_INVAL, "no file or folder to check is given");
    }
    if (wrong) {
        g_propagate_error(error, wrong);
        return false;
    }
    settle_root(out, options);
    find_version(out);
    exclude(out, options);
    return true;
}

char **inputs_asked(const struct inputs *in, const gfpcheck_options *o)
{
    GPtrArray *asked = g_ptr_array_new();
    for (const char *const *path = o->paths; path && *path; path++) {
        bool here = g_file_test(*path, G_FILE_TEST_EXISTS);
        g_ptr_array_add(asked, g_canonicalize_filename(*path, here ? NULL : in->root));
    }
    if (asked->len == 0) g_ptr_array_add(asked, g_strdup(in->root));
    g_ptr_array_add(asked, NULL);
    return (char **)g_ptr_array_free(asked, FALSE);
}

bool inputs_is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n]);
}

void inputs_clear(struct inputs *in)
{
    if (in->commands) g_ptr_array_unref(in->commands);
    if (in->excluded) g_ptr_array_unref(in->excluded);
    if (in->failed) g_ptr_array_unref(in->failed);
    g_free(in->root);
    g_free(in->words);
    memset(in, 0, sizeof *in);
}

/* Compile commands of a prepared kernel build folder.
 *
 * Needs kbuild_make.c, kbuild_extract.c, kbuild_inputs.c and kbuild_cache.c. The folders asked for become
 * targets of one `make -n`; objects that are up to date print nothing there, but have left their command in a
 * .cmd file. A source outside the kernel's gets the flags that kbuild gives to a module of one empty file.
 */
#include "frontend/kbuild.h"

#include "frontend/command_list.h"
#include "frontend/command_paths.h"

#include <dirent.h>
#include <glib/gstdio.h>
#include <string.h>

enum { MAX_ASCENTS = 4 }; /* a folder may be built from the Makefile of one so far above it */

#define PROBE         "gfpcheck_probe" /* the module of one empty file */
#define MODULE_TARGET "M=" /* what its command is kept under: no folder of a kernel is called so */

static GError *kbuild_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

static GError *kbuild_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *error = g_error_new_valist(G_FILE_ERROR, G_FILE_ERROR_INVAL, format, args);
    va_end(args);
    return error;
}

static bool exists_in(const char *folder, const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    return there;
}

/* ---- the build folder ---- */

/* The folder of the Makefile that the build folder's own, generated Makefile includes, or NULL. */
static char *included_source(const char *build)
{
    char *path = g_build_filename(build, "Makefile", NULL), *text = NULL, *source = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL)) {
        char **lines = g_strsplit(text, "\n", -1);
        for (char **line = lines; *line && !source; line++) {
            char *name = g_str_has_prefix(*line, "include ") ? g_strstrip(*line + strlen("include ")) : NULL;
            if (!name || !g_str_has_suffix(name, "/Makefile")) continue;
            char *absolute = g_canonicalize_filename(name, build);
            source = g_path_get_dirname(absolute);
            g_free(absolute);
        }
        g_strfreev(lines);
    }
    g_free(text);
    g_free(path);
    return source;
}

static char *find_source(const char *build)
{
    char *found = NULL;
    if (exists_in(build, "Kconfig")) {
        found = g_strdup(build);
    } else if (exists_in(build, "source/Makefile")) {
        found = g_build_filename(build, "source", NULL);
    } else {
        found = included_source(build);
    }
    char *real = found ? path_real(found) : NULL;
    g_free(found);
    unsigned major = 0, minor;
    if (real) kernel_version(real, &major, &minor);
    if (major) return real;
    g_free(real);
    return NULL;
}

/* The architecture in the comment at the top of .config: "# Linux/x86 6.1.0 Kernel Configuration". */
static char *config_arch(const char *build)
{
    char *path = g_build_filename(build, ".config", NULL), *text = NULL, *arch = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL)) {
        const char *start = strstr(text, "# Linux/");
        if (start) {
            start += strlen("# Linux/");
            arch = g_strndup(start, strcspn(start, " \n"));
        }
    }
    g_free(text);
    g_free(path);
    return arch;
}

static bool kbuild_open(struct kbuild *kb, const char *build, const char *cache_dir, GError **error)
{
    GError *wrong = NULL;
    kb->build = path_real(build);
    if (!g_file_test(kb->build, G_FILE_TEST_IS_DIR)) {
        wrong = kbuild_error("%s: no such kernel build folder", build);
    } else if (!exists_in(kb->build, ".config")) {
        wrong = kbuild_error("%s: no .config: not a configured kernel build folder", build);
    } else if (!(kb->source = find_source(kb->build))) {
        wrong = kbuild_error("%s: its Makefile does not lead to the kernel's sources", build);
    } else if (!exists_in(kb->build, "include/generated/autoconf.h")) {
        wrong = kbuild_error("%s: not prepared: run 'make -C %s modules_prepare' first", build, build);
    }
    if (wrong) {
        g_propagate_error(error, wrong);
        return false;
    }
    kb->arch = config_arch(kb->build);
    kb->cache_dir = g_strdup(cache_dir);
    return true;
}

static void kbuild_close(struct kbuild *kb)
{
    g_free(kb->build);
    g_free(kb->source);
    g_free(kb->arch);
    g_free(kb->cache_dir);
}

/* ---- targets ---- */

static bool has_makefile(const char *source, const char *folder)
{
    char *path = g_build_filename(source, folder, NULL);
    bool there = exists_in(path, "Makefile") || exists_in(path, "Kbuild");
    g_free(path);
    return there;
}

static void add_target(GPtrArray *targets, const char *folder)
{
    g_ptr_array_add(targets, g_strdup(folder));
}

/* The whole tree: each folder at its top that has objects. */
static void add_all_targets(GPtrArray *targets, const struct kbuild *kb)
{
    static const char *const without[] = {"Documentation", "scripts", "tools", NULL};
    DIR *dir = opendir(kb->source);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] == '.' || g_strv_contains(without, e->d_name)) continue;
        if (has_makefile(kb->source, e->d_name)) add_target(targets, e->d_name);
    }
    if (dir) closedir(dir);
    char *arch = kb->arch ? g_build_filename("arch", kb->arch, NULL) : NULL;
    if (arch && has_makefile(kb->source, arch)) add_target(targets, arch);
    g_free(arch);
}

/* The path below the source folder, or "." for that itself. */
static const char *below_source(const struct kbuild *kb, const char *path)
{
    const char *rest = path + strlen(kb->source);
    while (*rest == '/') rest++;
    return *rest ? rest : ".";
}

/* Adds the target that `path` (absolute, in the source folder) belongs to. */
static void add_path_target(GPtrArray *targets, const struct kbuild *kb, const struct asked_path *path)
{
    const char *below = below_source(kb, path->real);
    char *folder = path->folder ? g_strdup(below) : g_path_get_dirname(below);
    while (strcmp(folder, ".") != 0 && !has_makefile(kb->source, folder)) {
        char *up = g_path_get_dirname(folder);
        g_free(folder);
        folder = up;
    }
    if (strcmp(folder, ".") == 0) {
        add_all_targets(targets, kb);
    } else {
        add_target(targets, folder);
    }
    g_free(folder);
}

/* By name, where "a/b" follows on "a", before "a-b". */
static int compare_folders(gconstpointer a, gconstpointer b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    while (*x && *x == *y) x++, y++;
    if (*x == *y) return 0;
    if (!*x || !*y) return *x ? 1 : -1;
    if (*x == '/' || *y == '/') return *x == '/' ? -1 : 1;
    return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
}

/* Sorts, and drops targets that are there twice or below another one. */
static void finish_targets(GPtrArray *targets)
{
    g_ptr_array_sort(targets, compare_folders);
    guint kept = 0;
    for (guint i = 0; i < targets->len; i++) {
        char *target = targets->pdata[i];
        if (kept > 0 && path_is_below(target, targets->pdata[kept - 1])) {
            g_free(target);
        } else {
            targets->pdata[kept++] = target;
        }
    }
    for (guint i = kept; i < targets->len; i++) targets->pdata[i] = NULL;
    g_ptr_array_set_size(targets, (gint)kept);
}

/* ---- lists ---- */

/* The commands that a build left beside the objects of `folder` and below. */
static void read_saved(const struct kbuild *kb, const char *folder, GPtrArray *commands)
{
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
        char *path = g_build_filename(folder, e->d_name, NULL), *text = NULL;
        bool hidden = e->d_name[0] == '.';
        bool saved = hidden && g_str_has_suffix(e->d_name, ".o.cmd");
        if (saved && g_file_get_contents(path, &text, NULL, NULL)) {
            kbuild_extract_saved(text, kb->build, commands);
            g_free(text);
        } else if (!hidden && e->d_type != DT_REG && e->d_type != DT_LNK &&
                   g_file_test(path, G_FILE_TEST_IS_DIR)) {
            read_saved(kb, path, commands);
        }
        g_free(path);
    }
    if (dir) closedir(dir);
}

/* All commands of `targets` (NULL-terminated), from make and the build folder. */
static GPtrArray *make_list(const struct kbuild *kb, const char *const *targets, GError **error)
{
    GPtrArray *args = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *saved = commands_new(), *commands = commands_new();
    GError *wrong = NULL;
    for (const char *const *t = targets; *t; t++) {
        char *folder = g_build_filename(kb->build, *t, NULL);
        g_ptr_array_add(args, g_strconcat(*t, "/", NULL));
        read_saved(kb, folder, saved);
        g_free(folder);
    }
    g_ptr_array_add(args, NULL);
    kbuild_make(kb, (const char *const *)args->pdata, kb->build, commands, &wrong);
    commands_finish(commands, false);
    commands_finish(saved, false);
    /* where both know a file, make's own word is the newer one */
    g_ptr_array_extend_and_steal(commands, saved);
    commands_finish(commands, true);
    g_ptr_array_unref(args);
    if (wrong && commands->len == 0) {
        g_propagate_error(error, wrong);
        g_ptr_array_unref(commands);
        return NULL;
    }
    g_clear_error(&wrong);
    return commands;
}

/* Appends the commands asked for of `targets` to `all`, from the lists that were kept, or else from make. */
static bool list_targets(const struct kbuild *kb, struct kbuild_lists *lists, const GPtrArray *targets,
                         GPtrArray *asked, GPtrArray *all, GError **error)
{
    GPtrArray *rest = g_ptr_array_new(); /* borrowed */
    bool ok = true;
    for (guint i = 0; i < targets->len; i++) {
        if (!kbuild_lists_take(lists, targets->pdata[i], asked, all))
            g_ptr_array_add(rest, targets->pdata[i]);
    }
    g_ptr_array_add(rest, NULL);
    if (rest->len > 1) {
        const char *const *names = (const char *const *)rest->pdata;
        GBytes *inputs = kb->cache_dir ? kbuild_inputs_take(kb, names) : NULL;
        GPtrArray *made = make_list(kb, names, error);
        ok = made != NULL;
        if (made) {
            if (inputs) kbuild_list_store(kb, names, inputs, made);
            commands_filter(made, asked);
            g_ptr_array_extend_and_steal(all, made);
        }
        if (inputs) g_bytes_unref(inputs);
    }
    g_ptr_array_unref(rest);
    return ok;
}

/* The targets one level above those of the paths that nothing matched yet. Those at the top stay out: all of
 * drivers/ would be listed for one file that is not configured. */
static GPtrArray *ascend(const struct kbuild *kb, const GPtrArray *asked, unsigned levels)
{
    GPtrArray *targets = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < asked->len; i++) {
        const struct asked_path *a = asked->pdata[i];
        if (a->used || !path_is_below(a->real, kb->source)) continue;
        const char *below = below_source(kb, a->real);
        char *folder = a->folder ? g_strdup(below) : g_path_get_dirname(below);
        for (unsigned n = 0; n < levels; n++) {
            char *up = g_path_get_dirname(folder);
            g_free(folder);
            folder = up;
        }
        if (strchr(folder, '/')) add_target(targets, folder);
        g_free(folder);
    }
    return targets;
}

static GPtrArray *list_inside(const struct kbuild *kb, GPtrArray *asked, GError **error)
{
    GPtrArray *all = commands_new();
    GPtrArray *targets = g_ptr_array_new_with_free_func(g_free);
    struct kbuild_lists *lists = kbuild_lists_open(kb);
    bool ok = true;
    for (guint i = 0; i < asked->len; i++) {
        const struct asked_path *a = asked->pdata[i];
        if (path_is_below(a->real, kb->source)) add_path_target(targets, kb, a);
    }
    for (unsigned level = 1; ok && targets->len > 0; level++) {
        finish_targets(targets);
        ok = list_targets(kb, lists, targets, asked, all, error);
        g_ptr_array_unref(targets);
        targets = level <= MAX_ASCENTS ? ascend(kb, asked, level) : g_ptr_array_new_with_free_func(g_free);
    }
    kbuild_lists_close(lists);
    g_ptr_array_unref(targets);
    if (ok) return all;
    g_ptr_array_unref(all);
    return NULL;
}

/* ---- modules out of tree ---- */

/* The command for a module of one empty file, or NULL and an error. */
static struct command *probe_module(const struct kbuild *kb, GError **error)
{
    struct command *probe = NULL;
    char *folder = g_dir_make_tmp("gfpcheck-XXXXXX", error);
    if (!folder) return NULL;
    char *kbuild = g_build_filename(folder, "Kbuild", NULL),
         *source = g_build_filename(folder, PROBE ".c", NULL);
    char *m = g_strconcat("M=", folder, NULL);
    GPtrArray *commands = commands_new();
    if (g_file_set_contents(kbuild, "obj-m := " PROBE ".o\n", -1, error) &&
        g_file_set_contents(source, "", 0, error) &&
        /* newer kernels change to the module's folder, but then their flags are absolute */
        kbuild_make(kb, (const char *const[]){m, NULL}, kb->build, commands, error)) {
        if (commands->len == 1) {
            probe = g_ptr_array_steal_index(commands, 0);
        } else {
            g_propagate_error(error, kbuild_error("%s: make -n shows no command for a module", kb->build));
        }
    }
    g_remove(kbuild);
    g_remove(source);
    g_rmdir(folder);
    g_ptr_array_unref(commands);
    g_free(m);
    g_free(source);
    g_free(kbuild);
    g_free(folder);
    return probe;
}

/* The same from the runs before, if it is still true. */
static struct command *known_module(const struct kbuild *kb)
{
    struct kbuild_lists *lists = kbuild_lists_open(kb);
    GPtrArray *commands = commands_new();
    bool known = kbuild_lists_take(lists, MODULE_TARGET, NULL, commands) && commands->len == 1;
    struct command *probe = known ? g_ptr_array_steal_index(commands, 0) : NULL;
    g_ptr_array_unref(commands);
    kbuild_lists_close(lists);
    return probe;
}

static struct command *find_module(const struct kbuild *kb, GError **error)
{
    const char *const targets[] = {MODULE_TARGET, NULL};
    struct command *probe = known_module(kb);
    if (probe) return probe;
    GBytes *inputs = kb->cache_dir ? kbuild_inputs_take(kb, targets) : NULL;
    probe = probe_module(kb, error);
    if (probe && inputs) {
        GPtrArray *commands = g_ptr_array_new(); /* borrowed */
        g_ptr_array_add(commands, probe);
        kbuild_list_store(kb, targets, inputs, commands);
        g_ptr_array_unref(commands);
    }
    if (inputs) g_bytes_unref(inputs);
    return probe;
}

/* The probe's flags for another file: its name stands in the macros that kbuild defines for each unit. */
static struct command *module_command(const struct command *probe, const char *file)
{
    char *base = g_path_get_basename(file);
    base[strlen(base) - strlen(".c")] = '\0';
    for (char *c = base; *c; c++) {
        if (!g_ascii_isalnum(*c)) *c = '_';
    }
    GPtrArray *flags = g_ptr_array_new();
    for (char **flag = probe->flags; *flag; flag++) {
        GString *text = g_string_new(*flag);
        g_string_replace(text, PROBE, base, 0);
        g_ptr_array_add(flags, g_string_free(text, FALSE));
    }
    g_ptr_array_add(flags, NULL);
    g_free(base);
    return command_new(file, probe->directory, (char **)g_ptr_array_free(flags, FALSE));
}

/* Appends the commands for the sources of the paths outside the kernel's tree. */
static bool list_outside(const struct kbuild *kb, const GPtrArray *asked, GPtrArray *all, GError **error)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < asked->len; i++) {
        struct asked_path *a = asked->pdata[i];
        if (path_is_below(a->real, kb->source)) continue;
        guint before = sources->len;
        if (a->folder) {
            sources_find(a->real, sources);
        } else if (g_str_has_suffix(a->real, ".c")) {
            g_ptr_array_add(sources, g_strdup(a->real));
        }
        a->used = sources->len > before;
    }
    struct command *probe = sources->len > 0 ? find_module(kb, error) : NULL;
    for (guint i = 0; probe && i < sources->len; i++) {
        g_ptr_array_add(all, module_command(probe, sources->pdata[i]));
    }
    bool ok = probe || sources->len == 0;
    command_free(probe);
    g_ptr_array_unref(sources);
    return ok;
}

GPtrArray *commands_from_kbuild(const char *build, const char *const *paths, const char *cache_dir,
                                char **root_out, GPtrArray *failed, GError **error)
{
    struct kbuild kb = {0};
    GPtrArray *commands = NULL, *asked = NULL;
    *root_out = NULL;
    if (!kbuild_open(&kb, build, cache_dir, error)) goto done;
    const char *const whole[] = {kb.source, NULL};
    asked = paths_resolve(paths ? paths : whole, kb.source, failed);
    commands = list_inside(&kb, asked, error);
    if (commands && !list_outside(&kb, asked, commands, error)) {
        g_ptr_array_unref(commands);
        commands = NULL;
    }
    if (!commands) goto done;
    commands_finish(commands, true);
    paths_report_unused(asked, "not built by this kernel configuration", failed);
    *root_out = g_strdup(kb.source);
done:
    if (asked) g_ptr_array_unref(asked);
    kbuild_close(&kb);
    return commands;
}

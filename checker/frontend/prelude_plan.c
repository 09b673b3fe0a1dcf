/* The plan itself: its life, and which of its preludes a unit gets. See prelude.h; what is worth building is
 * decided in prelude_grow.c. */
#include "frontend/prelude_plan.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

const char *prelude_reason_text(enum prelude_reason reason)
{
    static const char *const texts[] = {
#define X(name, text) text,
        PRELUDE_REASONS(X)
#undef X
    };

    return texts[reason];
}

/* ---- preludes on disk ---- */

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Paths of the precompiled files in a folder, sorted. */
static GPtrArray *files_in(const char *dir, const char *suffix)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GDir *folder = g_dir_open(dir, 0, NULL);
    const char *name;

    while (folder && (name = g_dir_read_name(folder)))
        if (g_str_has_suffix(name, suffix)) g_ptr_array_add(paths, g_build_filename(dir, name, NULL));
    if (folder) g_dir_close(folder);
    g_ptr_array_sort(paths, by_text);
    return paths;
}

/* Whether a unit of the plan lies below the folder. */
static bool is_asked(const struct prelude_plan *plan, const char *folder)
{
    size_t n = strlen(folder);

    if (strcmp(folder, CORE_FOLDER) == 0) return true;
    for (guint i = 0; i < plan->commands->len; i++) {
        const char *file = ((const struct command *)plan->commands->pdata[i])->file;

        if (strncmp(file, folder, n) == 0 && file[n] == '/') return true;
    }
    return false;
}

/* The index of a file, and first those that it stands on. NULL is kept as well. */
static struct prelude_index *load_with_parents(struct prelude_plan *plan, GHashTable *loaded, const char *pch,
                                               int depth)
{
    struct prelude_index *parent = NULL, *p = NULL;
    gpointer known;
    char *below, *folder;

    if (g_hash_table_lookup_extended(loaded, pch, NULL, &known)) return known;
    below = prelude_index_parent(pch, &folder);
    if (below && *below && depth < 32) {
        char *path = g_build_filename(plan->dir, below, NULL);

        parent = load_with_parents(plan, loaded, path, depth + 1);
        g_free(path);
    }
    if (below && (parent || !*below) && is_asked(plan, folder)) p = prelude_index_load(pch, parent);
    if (p) g_ptr_array_add(plan->existing, p);
    g_hash_table_insert(loaded, g_strdup(pch), p);
    g_free(folder);
    g_free(below);
    return p;
}

static void load_existing(struct prelude_plan *plan)
{
    GPtrArray *paths = files_in(plan->dir, ".pch");
    GHashTable *loaded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < paths->len; i++) load_with_parents(plan, loaded, paths->pdata[i], 0);
    g_hash_table_destroy(loaded);
    g_ptr_array_unref(paths);
}

struct prelude_index *prelude_node_index(struct prelude_plan *plan, struct prelude_node *node)
{
    struct prelude_index *below = NULL;

    if (node->index) return node->index;
    for (int32_t up = node->parent; up >= 0 && !below;
         up = ((struct prelude_node *)plan->nodes->pdata[up])->parent)
        below = prelude_node_index(plan, plan->nodes->pdata[up]);
    if (node->parent >= 0 && !below) return NULL;
    if (g_access(node->pch, R_OK) == 0) node->index = prelude_index_load(node->pch, below);
    if (!node->index && below)
        node->index = prelude_index_load(node->pch, NULL); /* it did not agree with it */
    if (node->index) g_ptr_array_add(plan->existing, node->index);
    return node->index;
}

static char *mark_path(const char *pch)
{
    return g_strconcat(pch, ".hopeless", NULL);
}

void prelude_give_up(const char *pch)
{
    char *path = mark_path(pch);

    g_file_set_contents(path, "", 0, NULL);
    g_free(path);
}

bool prelude_is_hopeless(const char *pch)
{
    char *path = mark_path(pch);
    bool is = g_access(path, F_OK) == 0;

    g_free(path);
    return is;
}

struct used_file {
    char *path;
    int64_t mtime;
    uint64_t size;
};

static gint newest_first(gconstpointer a, gconstpointer b)
{
    const struct used_file *x = a, *y = b;

    if (x->mtime != y->mtime) return x->mtime > y->mtime ? -1 : 1;
    return strcmp(x->path, y->path);
}

static void remove_prelude(const char *pch)
{
    static const char *const suffixes[] = {"", ".index", ".lock"};

    for (unsigned i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        char *path = g_strconcat(pch, suffixes[i], NULL);

        g_remove(path);
        g_free(path);
    }
}

void prelude_clean(const char *dir, uint64_t limit)
{
    GPtrArray *paths = files_in(dir, ".pch");
    GArray *files = g_array_new(FALSE, FALSE, sizeof(struct used_file));
    uint64_t sum = 0;

    for (guint i = 0; i < paths->len; i++) {
        struct used_file file = {.path = paths->pdata[i]};
        char *index = g_strconcat(file.path, ".index", NULL);
        uint64_t size;
        int64_t unused;

        /* the time of the index is that of its last use */
        if (source_state(index, &size, &file.mtime) && source_state(file.path, &file.size, &unused))
            file.size += size;
        g_array_append_val(files, file);
        g_free(index);
    }
    g_array_sort(files, newest_first);
    for (guint i = 0; i < files->len; i++) {
        const struct used_file *file = &g_array_index(files, struct used_file, i);

        sum += file->size;
        if (sum > limit) remove_prelude(file->path);
    }
    g_array_unref(files);
    g_ptr_array_unref(paths);
}

/* ---- life ---- */

static void node_free(gpointer data)
{
    struct prelude_node *node = data;

    g_free(node->folder);
    g_strfreev(node->flags);
    g_strfreev(node->names);
    if (node->tops) g_array_unref(node->tops);
    if (node->files) g_array_unref(node->files);
    g_free(node->pch);
    g_free(node);
}

/* The folders that most units look in first are the kernel's: the common ones of all that begin with the
 * same. */
static void set_common_folders(struct prelude_plan *plan)
{
    const struct search *first = NULL;
    guint n = 0;

    for (guint i = 0; i < plan->commands->len; i++) {
        const struct search *s = sources_search(plan->sources, plan->commands->pdata[i]);
        guint same = 0;

        if (s == first) continue;
        if (!first) {
            first = s;
            n = s->folders->len;
            continue;
        }
        while (same < MIN(n, s->folders->len) &&
               strcmp(first->folders->pdata[same], s->folders->pdata[same]) == 0)
            same++;
        if (same) n = same;
    }
    if (first && n && !first->quoted) sources_set_common(plan->sources, first, n);
}

struct prelude_plan *prelude_plan_new(const struct frontend_options *options, const GPtrArray *commands,
                                      const char *dir)
{
    struct prelude_plan *plan = g_new0(struct prelude_plan, 1);

    plan->options = *options;
    plan->options.model_include = g_strdup(options->model_include);
    plan->commands = commands;
    plan->sources = sources_new();
    plan->nodes = g_ptr_array_new_with_free_func(node_free);
    plan->jobs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    plan->node_of = g_hash_table_new(g_str_hash, g_str_equal);
    plan->existing = g_ptr_array_new_with_free_func((GDestroyNotify)prelude_index_free);
    plan->messages = g_hash_table_new(NULL, NULL);
    for (uint32_t i = 0; i < options->nmessages; i++) {
        const char *name = sym_text(options->messages[i]);
        g_hash_table_add(plan->messages, GSIZE_TO_POINTER(source_name(name, strlen(name))));
    }
    plan->mentions = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    plan->patch.behind = g_string_new(NULL);
    plan->patch.undone = g_ptr_array_new_with_free_func(g_free);
    source_set_init(&plan->reached);
    set_common_folders(plan);
    sources_configure(plan->sources, commands);
    if (dir && g_mkdir_with_parents(dir, 0700) == 0) {
        plan->dir = g_canonicalize_filename(dir, NULL);
        load_existing(plan);
        prelude_grow(plan);
    }
    return plan;
}

void prelude_plan_free(struct prelude_plan *plan)
{
    if (!plan) return;
    g_ptr_array_unref(plan->nodes);
    g_ptr_array_unref(plan->existing);
    g_array_unref(plan->jobs);
    g_hash_table_destroy(plan->node_of);
    g_hash_table_destroy(plan->mentions);
    g_hash_table_destroy(plan->messages);
    g_string_free(plan->patch.behind, TRUE);
    g_ptr_array_unref(plan->patch.undone);
    source_set_clear(&plan->reached);
    sources_free(plan->sources);
    g_free((char *)plan->options.model_include);
    g_free(plan->dir);
    g_free(plan);
}

uint32_t prelude_plan_jobs(const struct prelude_plan *plan)
{
    return plan->jobs->len;
}

bool prelude_plan_build(struct prelude_plan *plan, uint32_t job, GError **error)
{
    return prelude_build(plan, plan->nodes->pdata[g_array_index(plan->jobs, uint32_t, job)], error);
}

/* ---- units ---- */

/* All files that the unit's text leads to. */
static void reach_unit(struct prelude_plan *plan, const struct command *cmd)
{
    const struct search *search = sources_search(plan->sources, cmd);

    source_set_reset(&plan->reached);
    for (guint i = 0; i < search->included->len; i++)
        sources_reach(plan->sources, search, sources_file(plan->sources, search->included->pdata[i]), NULL,
                      &plan->reached);
    sources_reach(plan->sources, search, sources_file(plan->sources, cmd->file), NULL, &plan->reached);
}

/* Its time is that of the last use, by which prelude_clean() goes. */
static void touch(const struct prelude_index *p)
{
    for (; p; p = p->parent) {
        char *path = g_strconcat(p->pch, ".index", NULL);

        utime(path, NULL);
        g_free(path);
    }
}

/* What the node's prelude says of the unit. */
static enum prelude_reason use(struct prelude_plan *plan, struct prelude_node *node, struct prelude_index *p,
                               const struct command *cmd)
{
    enum prelude_reason fit;

    if (node->broken) return PRELUDE_BROKEN;
    fit = prelude_fit(plan, p, cmd);
    if (fit != PRELUDE_FITS || node->used) return fit;
    node->used = true;
    touch(p);
    if (prelude_index_intact(p)) return fit;
    node->broken = true;
    remove_prelude(p->pch);
    return PRELUDE_BROKEN;
}

bool prelude_has_one(const struct prelude_index *p, const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++)
        if (prelude_number(p, paths->pdata[i]) >= 0) return true;
    return false;
}

struct prelude_index *prelude_of(struct prelude_plan *plan, const struct command *cmd,
                                 const GPtrArray *without, enum prelude_reason *reason)
{
    int64_t number = (int64_t)GPOINTER_TO_UINT(g_hash_table_lookup(plan->node_of, cmd->file)) - 1;

    *reason = PRELUDE_NONE;
    if (!plan->dir) return NULL;
    while (number >= 0) {
        struct prelude_node *node = plan->nodes->pdata[number];
        struct prelude_index *p = prelude_node_index(plan, node);
        bool has = p && prelude_has_one(p, without);
        enum prelude_reason fit = has ? PRELUDE_ERRORS : p ? use(plan, node, p, cmd) : PRELUDE_NONE;

        if (fit == PRELUDE_FITS) {
            *reason = fit;
            return p;
        }
        if (*reason == PRELUDE_NONE) *reason = fit;
        number = node->next;
    }
    return NULL;
}

void prelude_break(struct prelude_plan *plan, const struct prelude_index *p)
{
    prelude_give_up(p->pch);
    remove_prelude(p->pch);
    for (guint i = 0; i < plan->nodes->len; i++) {
        struct prelude_node *node = plan->nodes->pdata[i];

        for (const struct prelude_index *below = node->index; below; below = below->parent)
            node->broken = node->broken || below == p;
    }
}

const char *prelude_plan_for(struct prelude_plan *plan, const struct command *cmd,
                             enum prelude_reason *reason)
{
    enum prelude_reason why;
    GPtrArray *none = g_ptr_array_new();
    const struct prelude_index *p = prelude_of(plan, cmd, none, &why);

    g_ptr_array_unref(none);
    if (reason) *reason = why;
    return p ? p->pch : NULL;
}

void prelude_files(struct prelude_plan *plan, const struct command *cmd, const struct prelude_index *p,
                   GArray *files)
{
    reach_unit(plan, cmd);
    for (guint i = 0; i < plan->reached.ids->len; i++) {
        uint32_t id = g_array_index(plan->reached.ids, uint32_t, i);
        sym path = sym_of(sources_by_id(plan->sources, id)->path);

        g_array_append_val(files, path);
    }
    for (; p; p = p->parent) {
        for (const char **other = p->others; *other; other++) {
            sym path = sym_of(*other);

            g_array_append_val(files, path);
        }
    }
}

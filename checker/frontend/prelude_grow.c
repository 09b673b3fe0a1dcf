/* Which preludes are worth building: a tree along the folders of the units. See prelude_plan.h.
 *
 * The outermost prelude of a group of flags has the headers that units of many folders include; below it, a
 * folder's prelude adds those that a share of its units include, and so on. A header counts with the time
 * that its text takes to parse. What an earlier run left is taken where it saves nearly as much as what would
 * be built.
 */
#include "frontend/prelude_wish.h"

#include <string.h>

enum { UNITS_MIN = 3 };
enum { CORE_UNITS_MIN = 100 };          /* of a hundred units, some do not fit the outermost      */
enum { DEPTH_MAX = 5 };                 /* clang crashes when more than six stand on one another */
static const double outer_share = 0.01; /* of the units that shall include a header: all folders */
static const double inner_share = 0.05; /* one folder                                            */
static const double core_share = 0.25;  /* what nearly nobody can do without                     */
static const double worth = 2.0;        /* saved, as a multiple of what it costs                 */
static const double as_good = 0.9;      /* what an old one must save of what a new one would     */

/* ---- preludes that are there ---- */

static double saved_by(struct growth *g, const struct prelude_index *p)
{
    double saved = 0;

    for (guint i = 0; i < g->counted->len; i++) {
        uint32_t id = g_array_index(g->counted, uint32_t, i);

        if (g_hash_table_contains(p->numbers, sources_by_id(g->plan->sources, id)->path))
            saved += wish_cost(g, id) * wish_use(g, id)->units;
    }
    return saved;
}

/* One that a folder got because the prelude that it was to stand on does not agree with its headers, or that
 * of the core. */
static bool stands_alone(const struct prelude_index *p)
{
    return !p->parent && *p->folder;
}

/* The one that saves most for the units of a folder, on a given parent or on none; NULL if there is none. */
static struct prelude_index *best_existing(struct growth *g, const GPtrArray *units, const char *folder,
                                           const struct prelude_index *parent, double *saved)
{
    struct prelude_index *best = NULL;

    *saved = 0;
    for (guint i = 0; i < g->plan->existing->len; i++) {
        struct prelude_index *p = g->plan->existing->pdata[i];
        double now;

        if ((p->parent != parent && !stands_alone(p)) || strcmp(p->folder, folder) != 0 ||
            !prelude_flags_fit(p, units->pdata[0]))
            continue;
        now = saved_by(g, p);
        if (now <= *saved) continue;
        best = p;
        *saved = now;
    }
    return best;
}

/* ---- nodes ---- */

static void hash_text(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

/* All that the prelude is made from. */
static char *pch_path(const struct growth *g, const struct prelude_node *node, const struct wish *w)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    CXString version = clang_getClangVersion();
    char *path, *name;

    hash_text(sum, PRELUDE_FORMAT);
    hash_text(sum, clang_getCString(version));
    clang_disposeString(version);
    hash_text(sum, node->folder);
    if (node->parent >= 0) hash_text(sum, ((struct prelude_node *)g->plan->nodes->pdata[node->parent])->pch);
    for (char **flag = node->flags; *flag; flag++) hash_text(sum, *flag);
    for (char **name_flag = node->names; *name_flag; name_flag++) hash_text(sum, *name_flag);
    for (guint i = 0; i < w->tops->len; i++)
        hash_text(sum, g_array_index(w->tops, struct prelude_top, i).file->path);
    for (guint i = 0; i < w->files.ids->len; i++) {
        const struct source *s = sources_by_id(g->plan->sources, g_array_index(w->files.ids, uint32_t, i));

        hash_text(sum, s->path);
        g_checksum_update(sum, (const guchar *)&s->hash, sizeof(s->hash));
    }
    name = g_strdup_printf("%.32s.pch", g_checksum_get_string(sum));
    path = g_build_filename(g->plan->dir, name, NULL);
    g_free(name);
    g_checksum_free(sum);
    return path;
}

static struct prelude_node *node_at(const struct growth *g, int32_t number)
{
    return g->plan->nodes->pdata[number];
}

static int depth_of(const struct growth *g, int32_t number)
{
    int depth = 0;

    for (; number >= 0; number = node_at(g, number)->parent) depth++;
    return depth;
}

/* The units are to use the node, or if it does not do, those that it stands on. */
static void assign(struct growth *g, const GPtrArray *units, int32_t number)
{
    for (guint i = 0; i < units->len; i++)
        g_hash_table_insert(g->plan->node_of, ((struct command *)units->pdata[i])->file,
                            GUINT_TO_POINTER((guint)number + 1));
}

static int32_t add_node(struct growth *g, struct prelude_node *node, int32_t next, const GPtrArray *units)
{
    int32_t number = (int32_t)g->plan->nodes->len;

    node->units = units->len;
    node->next = next;
    g_ptr_array_add(g->plan->nodes, node);
    assign(g, units, number);
    return number;
}

/* All files of a node (-1: none) and of those that it stands on. */
static void cover(const struct growth *g, int32_t number, struct source_set *covered)
{
    source_set_init(covered);
    for (; number >= 0; number = node_at(g, number)->parent)
        for (guint i = 0; i < node_at(g, number)->files->len; i++)
            source_set_add(covered, g_array_index(node_at(g, number)->files, uint32_t, i));
}

static int32_t adopt(struct growth *g, struct prelude_index *p, int32_t parent, const GPtrArray *units)
{
    struct prelude_node *node = g_new0(struct prelude_node, 1);
    bool alone = stands_alone(p);

    node->folder = g_strdup(p->folder);
    node->parent = alone ? -1 : parent;
    node->pch = g_strdup(p->pch);
    node->index = p;
    node->files = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; alone && i < p->nfiles; i++)
        g_array_append_val(node->files, sources_file(g->plan->sources, p->files[i])->id);
    for (guint i = 0; !alone && i < g->counted->len; i++) {
        uint32_t id = g_array_index(g->counted, uint32_t, i);

        if (g_hash_table_contains(p->numbers, sources_by_id(g->plan->sources, id)->path))
            g_array_append_val(node->files, id);
    }
    return add_node(g, node, parent, units);
}

static int32_t build(struct growth *g, struct prelude_node *node, struct wish *w, const GPtrArray *units)
{
    uint32_t number = g->plan->nodes->len;

    node->tops = g_steal_pointer(&w->tops);
    node->files = g_array_ref(w->files.ids);
    node->job = !prelude_node_index(g->plan, node);
    if (node->job) g_array_append_val(g->plan->jobs, number);
    return add_node(g, node, node->parent, units);
}

/* Gives the folder's units a prelude if that pays: the number of its node, or `parent`. `may_build`: it may
 * be a new one. The units are counted. */
static int32_t plant(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent,
                     bool may_build, double share, const struct source_set *covered)
{
    struct prelude_node *node = g_new0(struct prelude_node, 1);
    const struct prelude_node *up = parent >= 0 ? node_at(g, parent) : NULL;
    struct command cmd = {.directory = (char *)"/"};
    struct prelude_index *old = NULL;
    struct wish w;
    double saved;
    int32_t number = parent;

    wish_init(&w);
    node->folder = g_strdup(folder);
    node->parent = parent;
    node->flags = flags_for_prelude(units, parent < 0, &node->names);
    cmd.flags = node->flags;
    node->search = sources_search(g->plan->sources, &cmd);
    wish_make(g, units, share, node->search, covered, &w);
    for (guint i = 0; parent < 0 && i < node->search->included->len; i++)
        sources_reach(g->plan->sources, node->search,
                      sources_file(g->plan->sources, node->search->included->pdata[i]), NULL, &w.files);
    may_build = may_build && w.tops->len && w.saved >= worth * w.cost;
    if (may_build) {
        node->pch = pch_path(g, node, &w);
        may_build = !prelude_is_hopeless(node->pch);
    }
    if (!(may_build && prelude_node_index(g->plan, node)) && !(up && !up->index))
        old = best_existing(g, units, node->folder, up ? up->index : NULL, &saved);
    if (old && (!may_build || saved >= as_good * w.saved))
        number = adopt(g, old, parent, units);
    else if (may_build)
        number = build(g, g_steal_pointer(&node), &w, units);
    wish_clear(&w);
    if (node) {
        g_free(node->pch);
        g_free(node->folder);
        g_strfreev(node->flags);
        g_strfreev(node->names);
        g_free(node);
    }
    return number;
}

/* ---- the tree ---- */

static void grow(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent);

static gint by_file(gconstpointer a, gconstpointer b)
{
    const struct command *x = *(struct command *const *)a, *y = *(struct command *const *)b;

    return strcmp(x->file, y->file);
}

/* The units by their flags: text -> GPtrArray *, and the largest first in `order`. */
static gint by_size(gconstpointer a, gconstpointer b)
{
    const GPtrArray *x = *(GPtrArray *const *)a, *y = *(GPtrArray *const *)b;

    if (x->len != y->len) return x->len > y->len ? -1 : 1;
    return by_file(&x->pdata[0], &y->pdata[0]);
}

static GPtrArray *by_flags(const GPtrArray *units)
{
    GHashTable *groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *order = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < units->len; i++) {
        char *key = flags_group(units->pdata[i]);
        GPtrArray *group = g_hash_table_lookup(groups, key);

        if (!group) {
            group = g_ptr_array_new();
            g_ptr_array_add(order, group);
            g_hash_table_insert(groups, g_steal_pointer(&key), group);
        }
        g_ptr_array_add(group, units->pdata[i]);
        g_free(key);
    }
    g_hash_table_destroy(groups);
    g_ptr_array_sort(order, by_size);
    return order;
}

static bool has_existing(const struct growth *g, const char *folder)
{
    for (guint i = 0; i < g->plan->existing->len; i++)
        if (strcmp(((struct prelude_index *)g->plan->existing->pdata[i])->folder, folder) == 0) return true;
    return false;
}

/* ---- folders of their own ---- */

/* A folder's units with the same flags. */
static void grow_folder(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent)
{
    const struct command *first = units->pdata[0], *last = units->pdata[units->len - 1];
    bool branches = units->len == 1 || !same_child(folder, first->file, last->file);
    bool existing = has_existing(g, folder);
    bool may_build = branches && units->len >= UNITS_MIN && !is_most(units->len, node_at(g, parent)->units);
    struct source_set covered;
    int32_t number;

    if (!may_build && !existing) {
        grow(g, units, folder, parent);
        return;
    }
    cover(g, parent, &covered);
    wish_count(g, units, folder, &covered);
    may_build = may_build && depth_of(g, parent) < DEPTH_MAX;
    number = plant(g, units, folder, parent, may_build, inner_share, &covered);
    source_set_clear(&covered);
    assign(g, units, number);
    grow(g, units, folder, number);
}

/* Goes on with the folders below. */
static void grow(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent)
{
    for (guint i = 0; i < units->len;) {
        const char *file = ((struct command *)units->pdata[i])->file;
        GPtrArray *child = g_ptr_array_new(), *groups;
        char *name;

        g_ptr_array_add(child, units->pdata[i++]);
        if (!is_leaf_file(folder, file)) {
            while (i < units->len && same_child(folder, file, ((struct command *)units->pdata[i])->file))
                g_ptr_array_add(child, units->pdata[i++]);
            name = g_strdup_printf("%s/%.*s", folder, (int)strcspn(below_folder(folder, file), "/"),
                                   below_folder(folder, file));
            groups = by_flags(child);
            for (guint k = 0; k < groups->len; k++) grow_folder(g, groups->pdata[k], name, parent);
            g_ptr_array_unref(groups);
            g_free(name);
        }
        g_ptr_array_unref(child);
    }
}

/* The innermost folder that holds all units (g_free). */
static char *common_folder(const GPtrArray *units)
{
    const char *first = ((struct command *)units->pdata[0])->file;
    const char *last = ((struct command *)units->pdata[units->len - 1])->file; /* they are sorted */
    size_t n = 0, slash = 0;

    for (; first[n] && first[n] == last[n]; n++)
        if (first[n] == '/') slash = n;
    return g_strndup(first, slash);
}

static bool in_names(gconstpointer names, uint64_t name)
{
    return g_hash_table_contains((GHashTable *)names, GSIZE_TO_POINTER(name));
}

/* All names that the last node's headers mention. */
static GHashTable *names_of(struct growth *g, const struct prelude_node *node)
{
    GHashTable *names = g_hash_table_new(NULL, NULL);

    source_set_reset(&g->reached);
    for (guint i = 0; node->tops && i < node->tops->len; i++)
        sources_reach(
            g->plan->sources, node->search,
            sources_by_id(g->plan->sources, g_array_index(node->tops, struct prelude_top, i).file->id), NULL,
            &g->reached);
    for (guint i = 0; i < g->reached.ids->len; i++) {
        GArray *all = source_mentions(
            sources_by_id(g->plan->sources, g_array_index(g->reached.ids, uint32_t, i)), NULL);

        for (guint k = 0; k < all->len; k++)
            g_hash_table_add(names, GSIZE_TO_POINTER(g_array_index(all, struct mention_of, k).name));
        g_array_unref(all);
    }
    return names;
}

/* Moves the groups that the prelude of group `first` may serve as well into that group. */
static void join_groups(struct growth *g, GPtrArray *groups, guint first, const struct prelude_node *node)
{
    GPtrArray *into = groups->pdata[first];
    GHashTable *names = node->index || groups->len == first + 1 ? NULL : names_of(g, node);

    for (guint i = groups->len - 1; i > first; i--) {
        const GPtrArray *group = groups->pdata[i];
        const struct command *cmd = group->pdata[0];

        if (node->index ? !prelude_flags_fit(node->index, cmd)
                        : !flags_fit(node->flags, cmd->flags, true, in_names, names))
            continue;
        for (guint k = 0; k < group->len; k++) {
            g_ptr_array_add(into, group->pdata[k]);
            g_hash_table_insert(g->plan->node_of, ((struct command *)group->pdata[k])->file,
                                GUINT_TO_POINTER(g->plan->nodes->len));
        }
        g_ptr_array_remove_index(groups, i);
    }
    g_ptr_array_sort(into, by_file);
    if (names) g_hash_table_destroy(names);
}

/* A smaller prelude beside the outermost one: what that has of rare headers keeps some units from it. The
 * units are counted. */
static void plant_core(struct growth *g, const GPtrArray *units, int32_t outermost,
                       const struct source_set *covered)
{
    node_at(g, outermost)->next =
        plant(g, units, CORE_FOLDER, -1, units->len >= CORE_UNITS_MIN, core_share, covered);
    assign(g, units, outermost);
}

/* The units of a group of flags, and of those that can share its outermost prelude. */
static void grow_group(struct growth *g, GPtrArray *groups, guint i)
{
    const GPtrArray *units = groups->pdata[i];
    char *folder = common_folder(units);
    struct source_set covered;
    int32_t number;

    cover(g, -1, &covered);
    wish_count(g, units, folder, &covered);
    number = plant(g, units, "", -1, units->len >= UNITS_MIN, outer_share, &covered);
    if (number >= 0) {
        join_groups(g, groups, i, node_at(g, number));
        plant_core(g, units, number, &covered);
        grow(g, units, "", number);
    }
    source_set_clear(&covered);
    g_free(folder);
}

void prelude_grow(struct prelude_plan *plan)
{
    struct growth g = {.plan = plan};
    GPtrArray *units = g_ptr_array_new(), *groups;

    for (guint i = 0; i < plan->commands->len; i++) {
        struct command *cmd = plan->commands->pdata[i];

        if (!cmd->model && cmd->flags) g_ptr_array_add(units, cmd);
    }
    g_ptr_array_sort(units, by_file);
    groups = by_flags(units);
    g.uses = g_array_new(FALSE, TRUE, sizeof(struct use));
    g.counted = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    source_set_init(&g.reached);
    for (guint i = 0; i < groups->len; i++) grow_group(&g, groups, i);
    source_set_clear(&g.reached);
    g_array_unref(g.counted);
    g_array_unref(g.uses);
    g_ptr_array_unref(groups);
    g_ptr_array_unref(units);
}

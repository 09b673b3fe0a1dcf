/* Which preludes are worth building: a tree along the folders of the units. See prelude_plan.h.
 *
 * The outermost prelude of a group of flags has the headers that units of many folders include; below it, a
 * folder's prelude adds those that a share of its units include, and so on. A header counts with the time
 * that its text takes to parse. What an earlier run left is taken where it saves nearly as much as what would
 * be built.
 */
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"

#include <string.h>

/* Seconds, as measured on Linux: they need not be exact, since only sums are compared. */
static const double parse_cost = 0.135e-6; /* of a byte of headers                          */
static const double build_cost = 1.6;      /* of building, as a multiple of parsing it once */
static const double fixed_cost = 0.10;     /* of building an empty prelude                  */

enum { USES_MIN = 3, UNITS_MIN = 3 };
static const double outer_share = 0.01; /* of the units that shall include a header: all folders */
static const double inner_share = 0.05; /* one folder                                            */
static const double child_share = 0.80; /* left to a folder with so many of the uses             */
static const double worth = 2.0;        /* saved, as a multiple of what it costs                 */
static const double as_good = 0.9;      /* what an old one must save of what a new one would     */

struct use {
    uint32_t units;             /* that reach the header         */
    uint32_t child, here, most; /* in the current, in one folder */
    double position;            /* sum over #include lines       */
    uint32_t direct;            /* #include lines of main files  */
};

struct growth {
    struct prelude_plan *plan;
    GArray *uses;    /* of struct use, by id   */
    GArray *counted; /* of uint32_t: ids with uses */
    struct source_set reached;
};

/* ---- counting ---- */

static struct use *use_of(struct growth *g, uint32_t id)
{
    if (id >= g->uses->len) g_array_set_size(g->uses, MAX(id + 1, g->uses->len * 2));
    return &g_array_index(g->uses, struct use, id);
}

static void count_direct(struct growth *g, const struct search *search, struct source *main)
{
    for (guint i = 0; i < main->items->len; i++) {
        struct source_item *item = &g_array_index(main->items, struct source_item, i);
        const struct source *target;
        struct use *use;

        if (item->kind != ITEM_INCLUDE) continue;
        target = sources_target(g->plan->sources, search, main, item);
        if (!target) continue;
        use = use_of(g, target->id);
        use->direct++;
        use->position += (double)(i + 1) / (double)main->items->len;
    }
}

static void count_unit(struct growth *g, const struct command *cmd, const struct source_set *covered,
                       uint32_t child)
{
    const struct search *search = sources_search(g->plan->sources, cmd);
    struct source *main = sources_file(g->plan->sources, cmd->file);

    source_set_reset(&g->reached);
    sources_reach(g->plan->sources, search, main, covered, &g->reached);
    for (guint i = 0; i < g->reached.ids->len; i++) {
        uint32_t id = g_array_index(g->reached.ids, uint32_t, i);
        struct use *use;

        if (id == main->id) continue;
        use = use_of(g, id);
        if (use->units++ == 0) g_array_append_val(g->counted, id);
        use->here = use->child == child ? use->here + 1 : 1;
        use->child = child;
        use->most = MAX(use->most, use->here);
    }
    count_direct(g, search, main);
}

static void count_reset(struct growth *g)
{
    if (g->uses->len) memset(g->uses->data, 0, g->uses->len * sizeof(struct use));
    g_array_set_size(g->counted, 0);
}

/* The part of a file's path that follows the folder. */
static const char *below(const char *folder, const char *file)
{
    return file + strlen(folder) + 1;
}

static bool same_child(const char *folder, const char *a, const char *b)
{
    const char *x = below(folder, a), *y = below(folder, b);
    size_t n = strcspn(x, "/");

    return x[n] == '/' && strncmp(x, y, n + 1) == 0;
}

static bool is_leaf_file(const char *folder, const char *file)
{
    return strchr(below(folder, file), '/') == NULL;
}

static void count_units(struct growth *g, const GPtrArray *units, const char *folder,
                        const struct source_set *covered)
{
    uint32_t child = 0;
    const char *last = NULL;

    count_reset(g);
    for (guint i = 0; i < units->len; i++) {
        const struct command *cmd = units->pdata[i];

        /* files of the folder itself are no child, and a header that they use is left to none */
        if (is_leaf_file(folder, cmd->file) || !last || !same_child(folder, last, cmd->file)) child++;
        last = cmd->file;
        count_unit(g, cmd, covered, child);
    }
}

/* ---- what a prelude would have ---- */

static double cost_of(const struct growth *g, uint32_t id)
{
    return parse_cost * (double)sources_by_id(g->plan->sources, id)->size;
}

static bool is_wanted(struct growth *g, uint32_t id, const GPtrArray *units, double share)
{
    const struct use *use = use_of(g, id);
    const struct source *s = sources_by_id(g->plan->sources, id);

    return use->units >= USES_MIN && use->units >= share * units->len && s->guarded &&
           !g_str_has_suffix(s->path, ".c") &&
           (use->most == use->units ? units->len == use->most : use->most < child_share * use->units);
}

struct wish {
    GArray *tops;            /* of struct prelude_top                       */
    GArray *order;           /* of uint32_t: ids, to be sorted              */
    struct source_set files; /* all that it would have                      */
    double saved, cost;
};

static gint by_position(gconstpointer a, gconstpointer b, gpointer data)
{
    struct growth *g = data;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const struct use *u = use_of(g, x), *v = use_of(g, y);
    double p = u->direct ? u->position / u->direct : 2, q = v->direct ? v->position / v->direct : 2;

    if (p != q) return p < q ? -1 : 1;
    return strcmp(sources_by_id(g->plan->sources, x)->path, sources_by_id(g->plan->sources, y)->path);
}

static void wish_init(struct wish *w)
{
    *w = (struct wish){.tops = g_array_new(FALSE, FALSE, sizeof(struct prelude_top)),
                       .order = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                       .cost = fixed_cost};
    source_set_init(&w->files);
}

static void wish_clear(struct wish *w)
{
    if (w->tops) g_array_unref(w->tops);
    g_array_unref(w->order);
    source_set_clear(&w->files);
}

static void make_wish(struct growth *g, const GPtrArray *units, double share, const struct search *search,
                      const struct source_set *covered, struct wish *w)
{
    for (guint i = 0; i < g->counted->len; i++) {
        uint32_t id = g_array_index(g->counted, uint32_t, i);

        if (is_wanted(g, id, units, share)) g_array_append_val(w->order, id);
    }
    g_array_sort_with_data(w->order, by_position, g);
    for (guint i = 0; i < w->order->len; i++) {
        uint32_t id = g_array_index(w->order, uint32_t, i);
        struct source *s = sources_by_id(g->plan->sources, id);
        struct prelude_top top = {.file = s, .units = use_of(g, id)->units};

        if (source_set_has(&w->files, id)) continue;
        g_array_append_val(w->tops, top);
        sources_reach(g->plan->sources, search, s, covered, &w->files);
    }
    for (guint i = 0; i < w->files.ids->len; i++) {
        uint32_t id = g_array_index(w->files.ids, uint32_t, i);

        w->saved += cost_of(g, id) * use_of(g, id)->units;
        w->cost += cost_of(g, id) * build_cost;
    }
}

/* ---- preludes that are there ---- */

static double saved_by(struct growth *g, const struct prelude_index *p)
{
    double saved = 0;

    for (guint i = 0; i < g->counted->len; i++) {
        uint32_t id = g_array_index(g->counted, uint32_t, i);

        if (g_hash_table_contains(p->numbers, sources_by_id(g->plan->sources, id)->path))
            saved += cost_of(g, id) * use_of(g, id)->units;
    }
    return saved;
}

/* The one that saves most for the units of a folder, on a given parent; NULL if there is none. */
static struct prelude_index *best_existing(struct growth *g, const GPtrArray *units, const char *folder,
                                           const struct prelude_index *parent, double *saved)
{
    struct prelude_index *best = NULL;

    *saved = 0;
    for (guint i = 0; i < g->plan->existing->len; i++) {
        struct prelude_index *p = g->plan->existing->pdata[i];
        double now;

        if (p->parent != parent || strcmp(p->folder, folder) != 0 || !prelude_flags_fit(p, units->pdata[0]))
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

static int32_t add_node(struct growth *g, struct prelude_node *node, const GPtrArray *units)
{
    g_ptr_array_add(g->plan->nodes, node);
    for (guint i = 0; i < units->len; i++)
        g_hash_table_insert(g->plan->node_of, ((struct command *)units->pdata[i])->file,
                            GUINT_TO_POINTER(g->plan->nodes->len));
    return (int32_t)g->plan->nodes->len - 1;
}

static struct source_set *covered_with(const struct source_set *covered)
{
    struct source_set *set = g_new0(struct source_set, 1);

    source_set_init(set);
    for (guint i = 0; covered && i < covered->ids->len; i++)
        source_set_add(set, g_array_index(covered->ids, uint32_t, i));
    return set;
}

static int32_t adopt(struct growth *g, struct prelude_index *p, int32_t parent, const GPtrArray *units,
                     struct source_set *covered)
{
    struct prelude_node *node = g_new0(struct prelude_node, 1);

    node->folder = g_strdup(p->folder);
    node->parent = parent;
    node->pch = g_strdup(p->pch);
    node->index = p;
    for (guint i = 0; i < g->counted->len; i++) {
        uint32_t id = g_array_index(g->counted, uint32_t, i);

        if (g_hash_table_contains(p->numbers, sources_by_id(g->plan->sources, id)->path))
            source_set_add(covered, id);
    }
    return add_node(g, node, units);
}

static int32_t build(struct growth *g, struct prelude_node *node, struct wish *w, const GPtrArray *units,
                     struct source_set *covered)
{
    uint32_t number = g->plan->nodes->len;

    node->pch = pch_path(g, node, w);
    node->tops = g_steal_pointer(&w->tops);
    node->job = !prelude_node_index(g->plan, node);
    for (guint i = 0; i < w->files.ids->len; i++)
        source_set_add(covered, g_array_index(w->files.ids, uint32_t, i));
    if (node->job) g_array_append_val(g->plan->jobs, number);
    return add_node(g, node, units);
}

/* Gives the folder's units a prelude if that pays: the number of its node, or `parent`. `covered` grows by
 * what it has. `may_build`: it may be a new one. */
static int32_t plant(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent,
                     bool may_build, double share, struct source_set *covered)
{
    struct prelude_node *node = g_new0(struct prelude_node, 1);
    const struct prelude_node *up = parent >= 0 ? g->plan->nodes->pdata[parent] : NULL;
    struct command cmd = {.directory = (char *)"/"};
    struct prelude_index *old;
    struct wish w;
    double saved;
    int32_t number = parent;

    wish_init(&w);
    node->folder = g_strdup(parent < 0 ? "" : folder);
    node->parent = parent;
    node->flags = flags_for_prelude(units, parent < 0, &node->names);
    cmd.flags = node->flags;
    node->search = sources_search(g->plan->sources, &cmd);
    make_wish(g, units, share, node->search, covered, &w);
    for (guint i = 0; parent < 0 && i < node->search->included->len; i++)
        sources_reach(g->plan->sources, node->search,
                      sources_file(g->plan->sources, node->search->included->pdata[i]), NULL, &w.files);
    may_build = may_build && w.tops->len && w.saved >= worth * w.cost;
    old = up && !up->index ? NULL : best_existing(g, units, node->folder, up ? up->index : NULL, &saved);
    if (old && (!may_build || saved >= as_good * w.saved))
        number = adopt(g, old, parent, units, covered);
    else if (may_build)
        number = build(g, g_steal_pointer(&node), &w, units, covered);
    wish_clear(&w);
    if (node) {
        g_free(node->folder);
        g_strfreev(node->flags);
        g_strfreev(node->names);
        g_free(node);
    }
    return number;
}

/* ---- the tree ---- */

static void grow(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent,
                 const struct source_set *covered);

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

/* A folder's units with the same flags. */
static void grow_folder(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent,
                        const struct source_set *covered)
{
    const struct command *first = units->pdata[0], *last = units->pdata[units->len - 1];
    bool branches = units->len == 1 || !same_child(folder, first->file, last->file);
    bool may_build = branches && units->len >= UNITS_MIN;
    struct source_set *now;

    if (!may_build && !has_existing(g, folder)) {
        grow(g, units, folder, parent, covered);
        return;
    }
    now = covered_with(covered);
    count_units(g, units, folder, now);
    parent = plant(g, units, folder, parent, may_build, inner_share, now);
    grow(g, units, folder, parent, now);
    source_set_clear(now);
    g_free(now);
}

/* Goes on with the folders below. */
static void grow(struct growth *g, const GPtrArray *units, const char *folder, int32_t parent,
                 const struct source_set *covered)
{
    for (guint i = 0; i < units->len;) {
        const char *file = ((struct command *)units->pdata[i])->file;
        GPtrArray *child = g_ptr_array_new(), *groups;
        char *name;

        g_ptr_array_add(child, units->pdata[i++]);
        if (!is_leaf_file(folder, file)) {
            while (i < units->len && same_child(folder, file, ((struct command *)units->pdata[i])->file))
                g_ptr_array_add(child, units->pdata[i++]);
            name = g_strdup_printf("%s/%.*s", folder, (int)strcspn(below(folder, file), "/"),
                                   below(folder, file));
            groups = by_flags(child);
            for (guint k = 0; k < groups->len; k++) grow_folder(g, groups->pdata[k], name, parent, covered);
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
        GArray *all = source_mentions_of(
            sources_by_id(g->plan->sources, g_array_index(g->reached.ids, uint32_t, i))->path);

        for (guint k = 0; all && k < all->len; k++)
            g_hash_table_add(names, GSIZE_TO_POINTER(g_array_index(all, struct mention_of, k).name));
        if (all) g_array_unref(all);
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

/* The units of a group of flags, and of those that can share its outermost prelude. */
static void grow_group(struct growth *g, GPtrArray *groups, guint i)
{
    const GPtrArray *units = groups->pdata[i];
    char *folder = common_folder(units);
    struct source_set *covered = covered_with(NULL);
    int32_t node;

    count_units(g, units, folder, covered);
    node = plant(g, units, folder, -1, units->len >= UNITS_MIN, outer_share, covered);
    if (node >= 0) {
        join_groups(g, groups, i, g->plan->nodes->pdata[node]);
        grow(g, units, "", node, covered);
    }
    source_set_clear(covered);
    g_free(covered);
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

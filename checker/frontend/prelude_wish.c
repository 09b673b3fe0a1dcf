/* Which headers the units of a folder share, and what a prelude of them would save. See prelude_wish.h. */
#include "frontend/prelude_wish.h"

#include <string.h>

/* Seconds, as measured on Linux: they need not be exact, since only sums are compared. */
static const double parse_cost = 0.135e-6; /* of a byte of headers                          */
static const double build_cost = 1.6;      /* of building, as a multiple of parsing it once */
static const double fixed_cost = 0.10;     /* of building an empty prelude                  */

enum { USES_MIN = 4 };
static const double most_share = 0.50;  /* of the units: most of them           */
static const double child_share = 0.80; /* left to a folder with so many of the uses */

/* ---- counting ---- */

struct use *wish_use(struct growth *g, uint32_t id)
{
    if (id >= g->uses->len) g_array_set_size(g->uses, MAX(id + 1, g->uses->len * 2));
    return &g_array_index(g->uses, struct use, id);
}

static void count_unit(struct growth *g, const struct command *cmd, const struct source_set *covered,
                       uint32_t child)
{
    const struct search *search = sources_search(g->plan->sources, cmd);
    struct source *main = sources_file(g->plan->sources, cmd->file);

    source_set_reset(&g->reached);
    sources_reach_surely(g->plan->sources, search, main, covered, &g->reached);
    for (guint i = 0; i < g->reached.ids->len; i++) {
        uint32_t id = g_array_index(g->reached.ids, uint32_t, i);
        struct use *use;

        if (id == main->id) continue;
        use = wish_use(g, id);
        use->position += (double)i / g->reached.ids->len;
        if (use->units++ == 0) g_array_append_val(g->counted, id);
        use->here = use->child == child ? use->here + 1 : 1;
        use->child = child;
        use->most = MAX(use->most, use->here);
    }
}

static void count_reset(struct growth *g)
{
    if (g->uses->len) memset(g->uses->data, 0, g->uses->len * sizeof(struct use));
    g_array_set_size(g->counted, 0);
}

const char *below_folder(const char *folder, const char *file)
{
    return file + strlen(folder) + 1;
}

bool same_child(const char *folder, const char *a, const char *b)
{
    const char *x = below_folder(folder, a), *y = below_folder(folder, b);
    size_t n = strcspn(x, "/");

    return x[n] == '/' && strncmp(x, y, n + 1) == 0;
}

bool is_leaf_file(const char *folder, const char *file)
{
    return strchr(below_folder(folder, file), '/') == NULL;
}

bool is_most(guint units, guint all)
{
    return units >= most_share * all;
}

static bool is_below(const char *folder, const char *file)
{
    return g_str_has_prefix(file, folder) && file[strlen(folder)] == '/';
}

/* How many units from the number `first` on lie in the same folder below. */
static guint child_size(const GPtrArray *units, guint first, const char *folder)
{
    const char *file = ((const struct command *)units->pdata[first])->file;
    guint end = first + 1;

    while (end < units->len && is_below(folder, ((const struct command *)units->pdata[end])->file) &&
           same_child(folder, file, ((const struct command *)units->pdata[end])->file))
        end++;
    return end - first;
}

/* The innermost folder, at or below `folder`, that has most of the units (g_free). */
static char *folder_of_most(const GPtrArray *units, const char *folder)
{
    char *most = g_strdup(folder);

    for (guint i = 0, n; i < units->len; i += n) {
        const char *file = ((const struct command *)units->pdata[i])->file;
        const char *name;
        char *inner;

        n = 1;
        if (!is_below(most, file) || is_leaf_file(most, file)) continue;
        n = child_size(units, i, most);
        if (!is_most(n, units->len)) continue;
        name = below_folder(most, file);
        inner = g_strdup_printf("%s/%.*s", most, (int)strcspn(name, "/"), name);
        g_free(most);
        most = inner;
        n = 0;
    }
    return most;
}

/* A folder that has most of the units gets no prelude of its own: its folders count in its stead. */
void wish_count(struct growth *g, const GPtrArray *units, const char *folder,
                const struct source_set *covered)
{
    char *most = folder_of_most(units, folder);
    uint32_t child = 0;
    const char *last = NULL;

    count_reset(g);
    for (guint i = 0; i < units->len; i++) {
        const struct command *cmd = units->pdata[i];
        const char *base = is_below(most, cmd->file) ? most : folder;

        /* files of the folder itself are no child, and a header that they use is left to none */
        if (is_leaf_file(base, cmd->file) || !last || !is_below(base, last) ||
            !same_child(base, last, cmd->file))
            child++;
        last = cmd->file;
        count_unit(g, cmd, covered, child);
    }
    g_free(most);
}

/* ---- what a prelude would have ---- */

double wish_cost(const struct growth *g, uint32_t id)
{
    return parse_cost * (double)sources_by_id(g->plan->sources, id)->size;
}

static bool is_wanted(struct growth *g, uint32_t id, const GPtrArray *units, double share)
{
    const struct use *use = wish_use(g, id);
    const struct source *s = sources_by_id(g->plan->sources, id);

    return use->units >= USES_MIN && use->units >= share * units->len && s->guarded &&
           !g_str_has_suffix(s->path, ".c") &&
           (use->most == use->units ? units->len == use->most : use->most < child_share * use->units);
}

static gint by_position(gconstpointer a, gconstpointer b, gpointer data)
{
    struct growth *g = data;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const struct use *u = wish_use(g, x), *v = wish_use(g, y);
    double p = u->position / u->units, q = v->position / v->units;

    if (p != q) return p < q ? -1 : 1;
    return strcmp(sources_by_id(g->plan->sources, x)->path, sources_by_id(g->plan->sources, y)->path);
}

void wish_init(struct wish *w)
{
    *w = (struct wish){.tops = g_array_new(FALSE, FALSE, sizeof(struct prelude_top)),
                       .order = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                       .cost = fixed_cost};
    source_set_init(&w->files);
}

void wish_clear(struct wish *w)
{
    if (w->tops) g_array_unref(w->tops);
    g_array_unref(w->order);
    source_set_clear(&w->files);
}

void wish_make(struct growth *g, const GPtrArray *units, double share, const struct search *search,
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
        struct prelude_top top = {.file = s, .units = wish_use(g, id)->units};

        if (source_set_has(&w->files, id)) continue;
        g_array_append_val(w->tops, top);
        sources_reach_surely(g->plan->sources, search, s, covered, &w->files);
    }
    for (guint i = 0; i < w->files.ids->len; i++) {
        uint32_t id = g_array_index(w->files.ids, uint32_t, i);

        w->saved += wish_cost(g, id) * wish_use(g, id)->units;
        w->cost += wish_cost(g, id) * build_cost;
    }
}

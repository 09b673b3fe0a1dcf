/* See sources.h. */
#include "frontend/sources.h"

#include <dirent.h>
#include <string.h>

struct sources {
    GHashTable *by_path;  /* path, as first asked for -> struct source *  */
    GPtrArray *all;       /* by id                                        */
    GHashTable *searches; /* key -> struct search *                       */
    GHashTable *folders;  /* path -> set of its entries, NULL: no folder  */
    const struct search *common;
    guint ncommon;
    struct configuration config;
};

static void search_free(gpointer data)
{
    struct search *s = data;

    g_ptr_array_unref(s->folders);
    g_ptr_array_unref(s->included);
    g_free(s->key);
    g_free(s);
}

static void folder_free(gpointer names)
{
    if (names) g_hash_table_destroy(names);
}

struct sources *sources_new(void)
{
    struct sources *all = g_new0(struct sources, 1);

    all->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    all->all = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
    all->searches = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, search_free);
    all->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, folder_free);
    return all;
}

void sources_free(struct sources *all)
{
    if (!all) return;
    g_hash_table_destroy(all->by_path);
    g_ptr_array_unref(all->all);
    g_hash_table_destroy(all->searches);
    g_hash_table_destroy(all->folders);
    if (all->config.names) g_hash_table_destroy(all->config.names);
    g_free(all);
}

/* ---- include paths ---- */

static char *absolute(const char *path, const char *folder)
{
    return g_canonicalize_filename(path, folder);
}

/* The argument of a flag that is `name` or begins with it; NULL if it is another flag. Moves on to the last
 * word. */
static const char *argument(char ***flag, const char *name)
{
    size_t n = strlen(name);

    if (strncmp(**flag, name, n) != 0) return NULL;
    if ((**flag)[n]) return **flag + n;
    return (*flag)[1] ? *++*flag : NULL;
}

struct search *sources_search(struct sources *all, const struct command *cmd)
{
    static const char *const kinds[] = {"-iquote", "-I", "-isystem", "-idirafter"};
    struct search *s = g_new0(struct search, 1), *known;
    GString *key = g_string_new(NULL);

    s->folders = g_ptr_array_new_with_free_func(g_free);
    s->included = g_ptr_array_new_with_free_func(g_free);
    for (unsigned k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (char **flag = cmd->flags; flag && *flag; flag++) {
            const char *folder = argument(&flag, kinds[k]);

            if (folder) g_ptr_array_add(s->folders, absolute(folder, cmd->directory));
        }
        if (k == 0) s->quoted = s->folders->len;
    }
    for (char **flag = cmd->flags; flag && *flag; flag++)
        if (strcmp(*flag, "-include") == 0 && flag[1])
            g_ptr_array_add(s->included, absolute(*++flag, cmd->directory));
    g_string_append_printf(key, "%u", s->quoted);
    for (guint i = 0; i < s->folders->len; i++)
        g_string_append_printf(key, "\n%s", (char *)s->folders->pdata[i]);
    for (guint i = 0; i < s->included->len; i++)
        g_string_append_printf(key, "\n+%s", (char *)s->included->pdata[i]);
    s->key = g_string_free(key, FALSE);
    known = g_hash_table_lookup(all->searches, s->key);
    if (known) {
        search_free(s);
        return known;
    }
    g_hash_table_insert(all->searches, s->key, s);
    return s;
}

void sources_set_common(struct sources *all, const struct search *search, guint n)
{
    GHashTableIter it;
    gpointer value;

    all->common = search;
    all->ncommon = n;
    g_hash_table_iter_init(&it, all->searches);
    while (g_hash_table_iter_next(&it, NULL, &value)) {
        struct search *s = value;

        s->common = n > 0 && s->quoted == 0 && search->quoted == 0 && s->folders->len >= n;
        for (guint i = 0; s->common && i < n; i++)
            s->common = strcmp(s->folders->pdata[i], search->folders->pdata[i]) == 0;
    }
}

/* ---- files ---- */

struct source *sources_file(struct sources *all, const char *path)
{
    struct source *s = g_hash_table_lookup(all->by_path, path);
    char *name;

    if (s) return s;
    name = g_canonicalize_filename(path, "/");
    s = g_hash_table_lookup(all->by_path, name);
    if (!s) {
        s = source_read(name, &all->config);
        s->id = all->all->len;
        g_ptr_array_add(all->all, s);
        g_hash_table_insert(all->by_path, g_strdup(name), s);
    }
    if (strcmp(name, path) != 0) g_hash_table_insert(all->by_path, g_strdup(path), s);
    g_free(name);
    return s;
}

struct source *sources_by_id(const struct sources *all, uint32_t id)
{
    return all->all->pdata[id];
}

uint32_t sources_count(const struct sources *all)
{
    return all->all->len;
}

/* The names in a folder, read once: most look-ups find nothing, and shall not ask the system. */
static GHashTable *entries(struct sources *all, const char *folder)
{
    GHashTable *names = NULL;
    gpointer known;
    DIR *dir;

    if (g_hash_table_lookup_extended(all->folders, folder, NULL, &known)) return known;
    dir = opendir(folder);
    if (dir) {
        names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (struct dirent *e; (e = readdir(dir));) g_hash_table_add(names, g_strdup(e->d_name));
        closedir(dir);
    }
    g_hash_table_insert(all->folders, g_strdup(folder), names);
    return names;
}

static struct source *look_in(struct sources *all, const char *folder, const char *name)
{
    char path[4096], *slash;
    int n = g_snprintf(path, sizeof(path), "%s/%s", folder, name);
    struct source *s = NULL;
    GHashTable *names;

    if (n <= 0 || (size_t)n >= sizeof(path)) return NULL;
    slash = strrchr(path, '/');
    *slash = '\0';
    names = entries(all, path);
    if (!names || !g_hash_table_contains(names, slash + 1)) return NULL;
    *slash = '/';
    s = sources_file(all, path);
    return s->readable ? s : NULL;
}

static struct source *look(struct sources *all, const struct search *search, guint from, guint to,
                           const char *name)
{
    for (guint i = from; i < to; i++) {
        struct source *s = look_in(all, search->folders->pdata[i], name);

        if (s) return s;
    }
    return NULL;
}

struct source *sources_include(struct sources *all, const struct search *search, const struct source *from,
                               const char *name, bool angled)
{
    struct source *s = NULL;

    if (g_path_is_absolute(name)) {
        s = sources_file(all, name);
        return s->readable ? s : NULL;
    }
    if (!angled) s = look_in(all, from->folder, name);
    return s ? s : look(all, search, angled ? search->quoted : 0, search->folders->len, name);
}

struct source *sources_target(struct sources *all, const struct search *search, struct source *from,
                              struct source_item *item)
{
    struct source *s;

    if (!item->text) return NULL;
    if (!search->common) return sources_include(all, search, from, item->text, item->angled);
    if (item->target == TARGET_UNKNOWN) {
        s = g_path_is_absolute(item->text) ? sources_file(all, item->text) : NULL;
        if (!s && !item->angled) s = look_in(all, from->folder, item->text);
        if (!s) s = look(all, all->common, 0, all->ncommon, item->text);
        item->target = s && s->readable ? (int32_t)s->id : TARGET_NOWHERE;
    }
    if (item->target >= 0) return all->all->pdata[item->target];
    return look(all, search, all->ncommon, search->folders->len, item->text);
}

/* ---- sets of files ---- */

void source_set_init(struct source_set *set)
{
    set->ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    set->stamps = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    set->round = 1;
}

void source_set_clear(struct source_set *set)
{
    if (set->ids) g_array_unref(set->ids);
    if (set->stamps) g_array_unref(set->stamps);
    *set = (struct source_set){0};
}

void source_set_reset(struct source_set *set)
{
    g_array_set_size(set->ids, 0);
    set->round++;
}

bool source_set_has(const struct source_set *set, uint32_t id)
{
    return id < set->stamps->len && g_array_index(set->stamps, uint32_t, id) == set->round;
}

bool source_set_add(struct source_set *set, uint32_t id)
{
    if (source_set_has(set, id)) return false;
    if (id >= set->stamps->len) g_array_set_size(set->stamps, MAX(id + 1, set->stamps->len * 2));
    g_array_index(set->stamps, uint32_t, id) = set->round;
    g_array_append_val(set->ids, id);
    return true;
}

static void reach(struct sources *all, const struct search *search, struct source *file, bool surely,
                  const struct source_set *covered, struct source_set *out)
{
    if ((covered && source_set_has(covered, file->id)) || !source_set_add(out, file->id)) return;
    for (guint i = 0; i < file->items->len; i++) {
        struct source_item *item = &g_array_index(file->items, struct source_item, i);
        struct source *target = NULL;

        if (item->kind == ITEM_INCLUDE && !(surely && item->conditional))
            target = sources_target(all, search, file, item);
        if (target) reach(all, search, target, surely, covered, out);
    }
}

void sources_reach(struct sources *all, const struct search *search, struct source *file,
                   const struct source_set *covered, struct source_set *out)
{
    reach(all, search, file, false, covered, out);
}

void sources_reach_surely(struct sources *all, const struct search *search, struct source *file,
                          const struct source_set *covered, struct source_set *out)
{
    reach(all, search, file, true, covered, out);
}

/* ---- the configuration ---- */

/* Adds the macros that the file, or one that it includes, defines, if these are of the configuration. */
static void add_configuration(struct sources *all, const struct search *search, const char *path,
                              GHashTable *names)
{
    struct source_set reached;

    source_set_init(&reached);
    sources_reach_surely(all, search, sources_file(all, path), NULL, &reached);
    for (guint i = 0; i < reached.ids->len; i++) {
        const struct source *s = sources_by_id(all, g_array_index(reached.ids, uint32_t, i));
        GArray *mentions = s->configures ? source_mentions(s, NULL) : NULL;

        for (guint k = 0; mentions && k < mentions->len; k++) {
            const struct mention_of *m = &g_array_index(mentions, struct mention_of, k);
            if (m->settled) g_hash_table_add(names, GSIZE_TO_POINTER(m->name));
        }
        if (mentions) g_array_unref(mentions);
    }
    source_set_clear(&reached);
}

/* Whether every search that was asked for includes the file. */
static bool all_include(const struct sources *all, const char *path)
{
    GHashTableIter it;
    gpointer search;

    g_hash_table_iter_init(&it, all->searches);
    while (g_hash_table_iter_next(&it, NULL, &search)) {
        const GPtrArray *included = ((const struct search *)search)->included;
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)included, path, g_str_equal, NULL)) return false;
    }
    return true;
}

static bool all_have(const GPtrArray *commands, const char *flag)
{
    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];
        if (!cmd->flags || !g_strv_contains((const char *const *)cmd->flags, flag)) return false;
    }
    return commands->len > 0;
}

void sources_configure(struct sources *all, const GPtrArray *commands)
{
    struct sources *first = sources_new(); /* these files are read as if nothing were known */
    GHashTable *names = g_hash_table_new(NULL, NULL);
    const struct search *search = commands->len ? sources_search(first, commands->pdata[0]) : NULL;

    all->config.kernel = all_have(commands, "-D__KERNEL__");
    for (guint i = 0; search && i < search->included->len; i++)
        if (all_include(all, search->included->pdata[i]))
            add_configuration(first, search, search->included->pdata[i], names);
    if (g_hash_table_size(names) > 0)
        all->config.names = names;
    else
        g_hash_table_destroy(names);
    sources_free(first);
}

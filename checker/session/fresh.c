/* See fresh.h. File states (size, time) are compared first; the content is hashed where they differ. */
#include "session/fresh.h"

#include "base/pack.h"
#include "session/inputs.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files ---- */

/* 0 for what can't be read: no file has that hash. */
static uint64_t hash_file(const char *path)
{
    char *text;
    gsize n;
    if (!g_file_get_contents(path, &text, &n, NULL)) return 0;
    uint64_t hash = hash64(text, n);
    g_free(text);
    return hash ? hash : 1;
}

static void file_state(const char *path, int64_t *mtime_ns, int64_t *size)
{
    GStatBuf st;
    *mtime_ns = *size = 0;
    if (g_stat(path, &st) != 0) return;
    *mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    *size = st.st_size;
}

/* Brings a file's row up to date. Whether its content is another one. */
static bool file_changed(struct store *s, struct store_file *f)
{
    int64_t mtime_ns, size;
    file_state(f->path, &mtime_ns, &size);
    if (mtime_ns == f->mtime_ns && size == f->size) return false;
    uint64_t hash = hash_file(f->path), before = f->hash;
    f->mtime_ns = mtime_ns, f->size = size, f->hash = hash;
    store_file_changed(s, f);
    return hash != before;
}

/* ---- what a unit depends on ---- */

static void add_deps(const void *data, size_t n, GArray *out)
{
    struct unpacker *u = unpacker_new(data, n);
    uint32_t count = unpack_count(u), id = 0;
    for (uint32_t i = 0; i < count && unpack_ok(u); i++) {
        id += (uint32_t)unpack_uint(u);
        g_array_append_val(out, id);
    }
    unpacker_free(u);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

bool fresh_files(struct store *s, const struct store_unit *u, GArray *ids)
{
    GBytes *deps = store_get(s, STORE_DEPS, u->id);
    if (!deps) return false;
    add_deps(g_bytes_get_data(deps, NULL), g_bytes_get_size(deps), ids);
    g_bytes_unref(deps);
    return true;
}

void fresh_set_files(struct store *s, const struct store_unit *u, GArray *ids)
{
    struct packer *p = packer_new();
    uint32_t last = 0;
    g_array_sort(ids, by_number);
    pack_uint(p, ids->len);
    for (guint i = 0; i < ids->len; i++) {
        uint32_t id = g_array_index(ids, uint32_t, i);
        pack_uint(p, id - last);
        last = id;
    }
    GBytes *deps = packer_finish(p);
    store_put(s, STORE_DEPS, u->id, deps);
    g_bytes_unref(deps);
}

/* All that a unit was parsed from, in one number. */
static uint64_t key_of(struct store *s, const struct store_unit *u, const GArray *ids)
{
    uint64_t key = hash64_more(u->command, u->file, strlen(u->file)), sum = 0;
    for (guint i = 0; i < ids->len; i++) {
        const struct store_file *f = store_file_by_id(s, g_array_index(ids, uint32_t, i));
        if (!f || !f->hash) return 0;
        sum += hash64_more(f->hash, f->path, strlen(f->path)); /* ids differ between databases: no order */
    }
    return hash64_more(key, &sum, sizeof sum);
}

static uint64_t command_hash(const struct command *cmd)
{
    uint64_t hash = hash64_text(cmd->directory) + cmd->model;
    for (char **flag = cmd->flags; flag && *flag; flag++) hash = hash64_more(hash, *flag, strlen(*flag) + 1);
    return hash;
}

/* ---- which ---- */

struct looking {
    struct store *store;
    bool *changed; /* by id of a file: there are many units, and each is made from hundreds */
    GArray *ids;
};

static bool any_changed(const struct looking *l, const void *data, size_t n)
{
    struct unpacker *u = unpacker_new(data, n);
    uint32_t count = unpack_count(u), id = 0, max = store_nfiles(l->store);
    bool any = false;
    for (uint32_t i = 0; i < count && !any; i++) {
        id += (uint32_t)unpack_uint(u);
        any = id <= max && l->changed[id];
    }
    unpacker_free(u);
    return any;
}

static void look_at_deps(void *context, uint32_t id, const void *data, size_t n)
{
    struct looking *l = context;
    struct store_unit *u = store_unit_by_id(l->store, id);
    if (!u || !any_changed(l, data, n)) return;
    g_array_set_size(l->ids, 0);
    add_deps(data, n, l->ids);
    uint32_t flags = u->flags & ~(uint32_t)STORE_UNIT_STALE;
    if (!u->key || key_of(l->store, u, l->ids) != u->key) flags |= STORE_UNIT_STALE;
    if (flags == u->flags) return;
    u->flags = flags;
    store_unit_changed(l->store, u);
}

/* All in one: a run that is killed leaves either the old states of the files or all marks. */
void fresh_mark(struct store *s, GHashTable *changed)
{
    struct looking l = {.store = s};
    GHashTableIter it;
    gpointer file;
    if (g_hash_table_size(changed) == 0) return;
    l.changed = g_new0(bool, store_nfiles(s) + 1);
    l.ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_hash_table_iter_init(&it, changed);
    while (g_hash_table_iter_next(&it, &file, NULL)) l.changed[GPOINTER_TO_UINT(file)] = true;
    store_each(s, STORE_DEPS, look_at_deps, &l);
    g_array_unref(l.ids);
    g_free(l.changed);
}

static void check_file(struct store *s, uint32_t id, GHashTable *changed)
{
    struct store_file *f = store_file_by_id(s, id);
    if (f && file_changed(s, f)) g_hash_table_add(changed, GUINT_TO_POINTER(id));
}

/* Looks at the files of the units asked for; at all files if those are many. */
static void check_files(struct store *s, const GPtrArray *commands, GHashTable *changed)
{
    if (commands->len > store_max_unit(s) / 8) {
        for (uint32_t id = 1; id <= store_nfiles(s); id++) check_file(s, id, changed);
        return;
    }
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < commands->len; i++) {
        const struct store_unit *u = store_find_unit(s, ((const struct command *)commands->pdata[i])->file);
        g_array_set_size(ids, 0);
        if (u) fresh_files(s, u, ids);
        for (guint k = 0; k < ids->len; k++) {
            uint32_t id = g_array_index(ids, uint32_t, k);
            if (g_hash_table_add(seen, GUINT_TO_POINTER(id))) check_file(s, id, changed);
        }
    }
    g_array_unref(ids);
    g_hash_table_unref(seen);
}

struct candidate {
    struct command *cmd;
    uint64_t cost;
};

static int longest_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->cost != y->cost) return x->cost < y->cost ? 1 : -1;
    return strcmp(x->cmd->file, y->cmd->file);
}

/* What parsing took last time; else what the size of the file suggests. */
static uint64_t cost_of(const struct store_unit *u, const struct command *cmd)
{
    int64_t mtime_ns, size;
    if (u && u->cost_us) return u->cost_us;
    file_state(cmd->file, &mtime_ns, &size);
    return (uint64_t)size;
}

static bool is_file_in(const char *folder, const char *directory, const char *name)
{
    char *absolute = g_canonicalize_filename(folder, directory),
         *path = g_build_filename(absolute, name, NULL);
    bool is = g_file_test(path, G_FILE_TEST_EXISTS);
    g_free(path);
    g_free(absolute);
    return is;
}

/* Whether the header that the unit failed for ("FILE:LINE: 'NAME' file not found") is there by now: it is not
 * among the files that the unit was parsed from. */
static bool is_found_now(const struct store_unit *u, const struct command *cmd)
{
    const char *quote = u->failure ? strchr(u->failure, '\'') : NULL;
    const char *end = quote ? strchr(quote + 1, '\'') : NULL;
    if (!end || !g_str_has_prefix(end + 1, " file not found")) return false;
    char *name = g_strndup(quote + 1, (gsize)(end - quote - 1)), *folder = g_path_get_dirname(u->failure);
    bool found = is_file_in(folder, cmd->directory, name);
    for (char **flag = cmd->flags; flag && *flag && !found; flag++)
        found = g_str_has_prefix(*flag, "-I") && is_file_in(*flag + 2, cmd->directory, name);
    g_free(folder);
    g_free(name);
    return found;
}

GPtrArray *fresh_find(struct store *s, const GPtrArray *commands)
{
    GHashTable *changed = g_hash_table_new(NULL, NULL);
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    check_files(s, commands, changed);
    fresh_mark(s, changed);
    for (guint i = 0; i < commands->len; i++) {
        struct candidate c = {commands->pdata[i], 0};
        const struct store_unit *u = store_find_unit(s, c.cmd->file);
        bool known = u && u->flags & STORE_UNIT_PARSED && !(u->flags & STORE_UNIT_STALE);
        if (known && u->command == command_hash(c.cmd) && !is_found_now(u, c.cmd)) continue;
        c.cost = cost_of(u, c.cmd);
        g_array_append_val(candidates, c);
    }
    g_array_sort(candidates, longest_first);
    GPtrArray *out = g_ptr_array_new();
    for (guint i = 0; i < candidates->len; i++)
        g_ptr_array_add(out, g_array_index(candidates, struct candidate, i).cmd);
    g_array_unref(candidates);
    g_hash_table_unref(changed);
    return out;
}

static bool is_below(const char *path, const char *const *folders)
{
    while (*folders && !inputs_is_below(path, *folders)) folders++;
    return *folders != NULL;
}

GPtrArray *fresh_gone(struct store *s, const GPtrArray *commands, const char *const *folders)
{
    GPtrArray *gone = g_ptr_array_new();
    GHashTable *there = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < commands->len; i++)
        g_hash_table_add(there, ((struct command *)commands->pdata[i])->file);
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        struct store_unit *u = store_unit_by_id(s, id);
        if (u && !g_hash_table_contains(there, u->file) && is_below(u->file, folders))
            g_ptr_array_add(gone, u);
    }
    g_hash_table_unref(there);
    return gone;
}

void fresh_parsed(struct store *s, struct store_unit *u, const struct command *cmd, GPtrArray *files,
                  int64_t started)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool racy = false;
    for (guint i = 0; i < files->len; i++) {
        struct store_file *f = files->pdata[i];
        if (!f->hash && !f->mtime_ns) file_changed(s, f); /* not seen before */
        racy |= f->mtime_ns >= started;
        g_array_append_val(ids, f->id);
    }
    u->command = command_hash(cmd);
    u->key = racy ? 0 : key_of(s, u, ids);
    if (!u->key) u->flags |= STORE_UNIT_STALE;
    fresh_set_files(s, u, ids);
    store_unit_changed(s, u);
    g_array_unref(ids);
}

/* ---- care ---- */

/* What is wrong with what the database says of a unit's files, or NULL. */
static const char *wrong_files(struct store *s, const struct store_unit *u, GArray *ids)
{
    g_array_set_size(ids, 0);
    if (!fresh_files(s, u, ids)) return "it is not known what it was parsed from";
    for (guint i = 0; i < ids->len; i++) {
        if (!store_file_by_id(s, g_array_index(ids, uint32_t, i)))
            return "it was parsed from a file that is not there";
    }
    bool stale = u->flags & STORE_UNIT_STALE;
    return stale || key_of(s, u, ids) == u->key ? NULL : "its key is not that of its files";
}

void fresh_check(struct store *s, GPtrArray *wrong)
{
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        const struct store_unit *u = store_unit_by_id(s, id);
        const char *what = u && u->flags & STORE_UNIT_PARSED ? wrong_files(s, u, ids) : NULL;
        if (what) g_ptr_array_add(wrong, g_strdup_printf("%s: %s", u->file, what));
    }
    g_array_unref(ids);
}

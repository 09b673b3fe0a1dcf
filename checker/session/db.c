/* See db.h. */
#include "session/db.h"

#include <glib/gstdio.h>
#include <string.h>

/* Change it when IR, outlines, summaries or their bytes change: older databases are made anew. */
#define DATABASE_FORMAT "7"

const struct db_value db_values[DB_VALUES] = {
    [DB_ROOT] = {"root", "source root"},
    [DB_LOWERING] = {"lowering", "set of macros in the rules"}, /* hash of lowering_of() */
};

/* ---- where things are kept ---- */

char *db_cache_folder(const struct gfpcheck_session *s)
{
    if (s->options.cache_dir) return g_strdup(s->options.cache_dir);
    return g_build_filename(g_get_user_cache_dir(), "gfpcheck", NULL);
}

/* Of the source root and what commands come from: two builds of one tree do not take turns in one file. A
 * unit alone gains nothing from one that it would share with other programs: model headers and single command
 * lines have one if the user names it. */
char *db_path(const struct gfpcheck_session *s)
{
    const gfpcheck_options *o = &s->options;
    if (o->no_db) return NULL;
    if (o->db) return g_strdup(o->db);
    if (!s->in.commands || s->in.commands->len == 0 || o->flags ||
        ((const struct command *)s->in.commands->pdata[0])->model)
        return NULL;
    char *what = g_strdup_printf("%s\n%s", s->in.root, s->in.words);
    char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, what, -1);
    char *folder = db_cache_folder(s), *name = g_strdup_printf("program-%s.db", hash);
    char *path = g_mkdir_with_parents(folder, 0700) == 0 ? g_build_filename(folder, name, NULL) : NULL;
    g_free(what);
    g_free(hash);
    g_free(folder);
    g_free(name);
    return path;
}

char *db_format(void)
{
    return g_strdup_printf("gfpcheck %s (format %s) with %s", GFPCHECK_VERSION, DATABASE_FORMAT,
                           frontend_compiler());
}

/* All that IR depends on besides its unit, the source root apart. */
static char *lowering_of(const struct gfpcheck_session *s)
{
    GString *text = g_string_new(NULL);
    uint32_t n;
    const sym *names = rules_macros(s->rules, &n);
    for (uint32_t i = 0; i < n; i++) g_string_append_printf(text, "%s\n", sym_text(names[i]));
    names = rules_probes(s->rules, &n);
    for (uint32_t i = 0; i < n; i++) g_string_append_printf(text, "? %s\n", sym_text(names[i]));
    char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, text->str, -1);
    g_string_free(text, TRUE);
    return hash;
}

static void set_value(struct gfpcheck_session *s, int which, const char *value)
{
    const struct db_value *v = &db_values[which];
    const char *before = store_value(s->store, v->key);
    if (before && strcmp(before, value) != 0) {
        char *note = g_strdup_printf("program database %s was made for another %s: made anew",
                                     store_path(s->store), v->words);
        session_note(s, "%s", note);
        g_free(note);
        store_clear(s->store);
    }
    store_set_value(s->store, v->key, value);
}

/* Says what the units are lowered for, and forgets those that were lowered in another way: with names
 * relative to another root, or for other rules' macros. */
static void set_values(struct gfpcheck_session *s)
{
    char *lowering = lowering_of(s);
    for (int again = 0; again < 2; again++) { /* forgetting takes the first value along */
        set_value(s, DB_ROOT, s->in.root);
        set_value(s, DB_LOWERING, lowering);
    }
    g_free(lowering);
}

bool db_open(struct gfpcheck_session *s, GError **error)
{
    char *path = db_path(s), *format = db_format();
    s->store = store_open(path, format, error);
    if (s->store) {
        if (path) session_say(s, "program database %s", path);
        set_values(s);
    }
    g_free(path);
    g_free(format);
    return s->store != NULL;
}

void db_start_over(struct gfpcheck_session *s)
{
    store_clear(s->store);
    set_values(s);
}

bool db_find(struct gfpcheck_session *s, GError **error)
{
    const char *const here[] = {".", NULL};
    gfpcheck_options options = s->options;
    if (!options.kbuild && !options.database) options.paths = here;
    if (!options.db && !inputs_collect(&s->in, &options, error)) return false;
    char *path = db_path(s);
    if (!path)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "no program database: name it, or its build");
    g_free(path);
    return path != NULL;
}

bool db_open_to_read(struct gfpcheck_session *s, enum store_want want, GError **error)
{
    if (!db_find(s, error)) return false;
    char *path = db_path(s), *format = db_format();
    s->store = store_open_to_read(path, format, want, error);
    g_free(path);
    g_free(format);
    if (!s->store) return false;
    const char *root = store_value(s->store, db_values[DB_ROOT].key);
    g_free(s->in.root);
    s->in.root = g_strdup(root ? root : "/");
    kernel_version(s->in.root, &s->in.major, &s->in.minor);
    return true;
}

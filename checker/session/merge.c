/* gfpcheck_db_merge(): several program databases in one.
 *
 * Needs program/copy.h, fresh.h, shard.h. Units come as they are; what was concluded of them is left behind,
 * for it holds for a part of the program only: the next run links them all, and parses nothing.
 */
#include "program/copy.h"

#include "session/db.h"
#include "session/fresh.h"
#include "session/shard.h"

#include <glib/gstdio.h>
#include <string.h>

enum { FLUSH_UNITS = 500 }; /* what waits in memory to be written */

struct merge {
    struct gfpcheck_session *session;
    struct store *to;
    GHashTable *differing; /* ids in `to` of files that databases have with another content */
    uint32_t done, total;
    /* of the database at hand */
    struct store *from;
    GArray *files; /* uint32_t: the id in `to` by that in `from`, 0: not looked for yet */
    GArray *ids;   /* of one unit */
};

/* ---- what goes together ---- */

static void set_error(GError **error, const char *path, const char *words)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s", path, words);
}

/* No file is named twice, by whatever name, nor is the one that is to be made among them. */
static bool are_different(const char *to, const char *const *from, GError **error)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *twice = NULL;
    for (guint i = 0; !twice && (i == 0 || from[i - 1]); i++) {
        const char *path = i == 0 ? to : from[i - 1];
        GStatBuf st;
        if (g_stat(path, &st) != 0) continue;
        char *file = g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, (guint64)st.st_dev,
                                     (guint64)st.st_ino);
        if (!g_hash_table_add(seen, file)) twice = path;
    }
    g_hash_table_unref(seen);
    if (twice) set_error(error, twice, "is named twice, and cannot be merged with itself");
    return !twice;
}

static GPtrArray *open_all(const char *const *from, GError **error)
{
    GPtrArray *stores = g_ptr_array_new_with_free_func((GDestroyNotify)store_close);
    char *format = db_format();
    for (; *from; from++) {
        struct store *s = store_open_to_read(*from, format, STORE_ALL, error);
        if (!s) break;
        g_ptr_array_add(stores, s);
    }
    g_free(format);
    if (!*from) return stores;
    g_ptr_array_unref(stores);
    return NULL;
}

/* They were made of one source tree, in one way. */
static bool are_alike(const GPtrArray *stores, GError **error)
{
    for (guint i = 0; i < stores->len; i++) {
        for (size_t k = 0; k < DB_VALUES; k++) {
            const char *first = store_value(stores->pdata[0], db_values[k].key);
            const char *other = store_value(stores->pdata[i], db_values[k].key);
            if (first && g_strcmp0(first, other) == 0) continue;
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                        "%s and %s were made for another %s: %s and %s", store_path(stores->pdata[0]),
                        store_path(stores->pdata[i]), db_values[k].words, first ? first : "none",
                        other ? other : "none");
            return false;
        }
    }
    return true;
}

/* ---- one database ---- */

static uint32_t file_id(struct merge *m, uint32_t id)
{
    const struct store_file *from = store_file_by_id(m->from, id);
    uint32_t *to = &g_array_index(m->files, uint32_t, id);
    if (*to || !from) return *to;
    struct store_file *f = store_file(m->to, from->path);
    *to = f->id;
    if (!f->hash && !f->mtime_ns) { /* new */
        f->mtime_ns = from->mtime_ns, f->size = from->size, f->hash = from->hash;
        store_file_changed(m->to, f);
    } else if (f->hash != from->hash) {
        g_hash_table_add(m->differing, GUINT_TO_POINTER(f->id));
    }
    return *to;
}

static bool copy_files(struct merge *m, const struct store_unit *from, struct store_unit *to)
{
    g_array_set_size(m->ids, 0);
    if (!fresh_files(m->from, from, m->ids)) return false;
    for (guint i = 0; i < m->ids->len; i++) {
        uint32_t *id = &g_array_index(m->ids, uint32_t, i);
        *id = *id < m->files->len ? file_id(m, *id) : 0;
        if (!*id) return false;
    }
    fresh_set_files(m->to, to, m->ids);
    return true;
}

/* Of two databases that have a unit, the one that has it up to date counts, and else the first. */
static int worth(const struct store_unit *u)
{
    if (!u || !(u->flags & STORE_UNIT_PARSED)) return 0;
    return u->flags & STORE_UNIT_STALE ? 1 : 2;
}

static void tell(struct merge *m, const char *file)
{
    const gfpcheck_options *o = &m->session->options;
    gfpcheck_progress p = {
        .phase = "merging", .done = m->done, .total = m->total, .findings = -1, .file = file};
    if (o->progress) o->progress(o->data, &p);
}

static bool copy_units(struct merge *m, GError **error)
{
    struct copier *copier = copier_new(m->to, m->from);
    bool ok = true;
    for (uint32_t id = 1; id <= store_max_unit(m->from) && ok && !m->session->stop; id++) {
        const struct store_unit *from = store_unit_by_id(m->from, id);
        if (worth(from) <= worth(from ? store_find_unit(m->to, from->file) : NULL)) continue;
        struct store_unit *to = store_unit(m->to, from->file);
        ok = copier_unit(copier, from, to) && copy_files(m, from, to);
        if (!ok)
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: %s is missing or damaged",
                        store_path(m->from), from->file);
        if (++m->done % FLUSH_UNITS == 0) store_flush(m->to);
        tell(m, from->file);
    }
    copier_free(copier);
    return ok;
}

static bool copy_database(struct merge *m, struct store *from, GError **error)
{
    m->from = from;
    m->files = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    g_array_set_size(m->files, store_nfiles(from) + 1);
    bool ok = copy_units(m, error);
    g_array_unref(m->files);
    return ok;
}

/* ---- all of them ---- */

static bool copy_all(struct merge *m, const GPtrArray *stores, GError **error)
{
    bool ok = true;
    m->differing = g_hash_table_new(NULL, NULL);
    m->ids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < stores->len; i++) m->total += store_max_unit(stores->pdata[i]);
    for (size_t k = 0; k < DB_VALUES; k++)
        store_set_value(m->to, db_values[k].key, store_value(stores->pdata[0], db_values[k].key));
    for (guint i = 0; i < stores->len && ok; i++) ok = copy_database(m, stores->pdata[i], error);
    if (ok) fresh_mark(m->to, m->differing);
    if (ok && m->session->stop) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INTR, "interrupted: nothing was written");
        ok = false;
    }
    g_hash_table_unref(m->differing);
    g_array_unref(m->ids);
    return ok;
}

static uint32_t count_stale(struct store *s)
{
    uint32_t n = 0;
    for (uint32_t id = 1; id <= store_max_unit(s); id++) n += worth(store_unit_by_id(s, id)) == 1;
    return n;
}

static void merge(struct gfpcheck_session *s, const GPtrArray *stores, FILE *out, GError **error)
{
    char *format = db_format();
    struct merge m = {.session = s, .to = store_open_anew(s->options.db, format, error)};
    g_free(format);
    if (!m.to) return;
    if (!copy_all(&m, stores, error)) {
        store_close(m.to);
        return;
    }
    uint32_t stale = count_stale(m.to);
    if (!store_settle(m.to, error)) return;
    fprintf(out, "%s: %u unit%s of %u database%s", s->options.db, m.done, m.done == 1 ? "" : "s", stores->len,
            stores->len == 1 ? "" : "s");
    if (stale) fprintf(out, "; files of %u have changed: to be parsed again", stale);
    fputc('\n', out);
}

gfpcheck_result gfpcheck_db_merge(gfpcheck_session *s, const char *const *from, FILE *out)
{
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    GPtrArray *stores = are_different(s->options.db, from, &wrong) ? open_all(from, &wrong) : NULL;
    if (stores && are_alike(stores, &wrong) && shard_are_all(stores, &wrong)) merge(s, stores, out, &wrong);
    if (stores) g_ptr_array_unref(stores);
    return session_end(s, wrong);
}

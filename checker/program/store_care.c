/* The program database's care: figures, and a check of all that is in the file. */
#include "program/store_inner.h"

#include <glib/gstdio.h>

static void add_file(struct store_stats *out, const char *path, const char *ending)
{
    char *name = g_strconcat(path, ending, NULL);
    GStatBuf st;
    if (g_stat(name, &st) == 0) {
        out->file_bytes += (uint64_t)st.st_size;
        out->written_s = MAX(out->written_s, st.st_mtime);
    }
    g_free(name);
}

void store_stats(struct store *s, struct store_stats *out)
{
    *out = (struct store_stats){0};
    if (s->path) add_file(out, s->path, "");
    if (s->path) add_file(out, s->path, "-wal");
    if (s->path) add_file(out, s->path, STORE_IMAGE);
    out->units = g_hash_table_size(s->units);
    out->files = g_hash_table_size(s->files);
    out->headers = g_hash_table_size(s->headers);
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        const struct store_unit *u = store_unit_by_id(s, id);
        if (!u) continue;
        out->failed += u->failure != NULL;
        out->functions += u->functions;
    }
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        for (uint32_t id = 0; id < s->marks[kind]->len; id++) {
            struct mark mark = blob_mark(s, kind, id);
            if (!mark.sum) continue;
            out->rows[kind]++;
            out->bytes[kind] += mark.size;
        }
    }
}

static void ignore(void *context, uint32_t id, const void *data, size_t n)
{
    (void)context, (void)id, (void)data, (void)n;
}

static void check_structure(struct store *s, GPtrArray *wrong)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->sql.db, "PRAGMA integrity_check", -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        if (g_strcmp0(text, "ok") != 0) g_ptr_array_add(wrong, g_strdup(text ? text : "out of memory"));
        rc = SQLITE_OK;
    }
    if (rc != SQLITE_DONE) g_ptr_array_add(wrong, g_strdup(sqlite3_errstr(rc)));
    sqlite3_finalize(stmt);
}

char **store_check(struct store *s)
{
    GPtrArray *wrong = g_ptr_array_new();

    if (store_sql(s)) check_structure(s, wrong);
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        uint32_t before = s->lost;
        store_each(s, kind, ignore, NULL);
        if (s->lost != before)
            g_ptr_array_add(wrong,
                            g_strdup_printf("%s: %u of %u are missing or damaged", store_blob_table(kind),
                                            s->lost - before, s->marks[kind]->len));
    }
    if (wrong->len == 0) {
        g_ptr_array_unref(wrong);
        return NULL;
    }
    g_ptr_array_add(wrong, NULL);
    return (char **)g_ptr_array_free(wrong, FALSE);
}

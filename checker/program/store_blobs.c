/* Blobs of the program database: put in memory, got from there or from the file, each checked against its
 * mark.
 *
 * Needs store_sql.c and base/pack.h (checksums).
 */
#include "program/store_inner.h"

#include "base/pack.h"

#include <string.h>

/* ---- marks ---- */

static struct mark mark_of(enum store_blob kind, uint32_t id, const void *data, size_t n)
{
    const uint64_t place[] = {kind, id};
    uint64_t sum = hash64_more(hash64(place, sizeof(place)), data, n);
    return (struct mark){sum ? sum : 1, (uint32_t)n};
}

struct mark blob_mark(const struct store *s, enum store_blob kind, uint32_t id)
{
    const GArray *marks = s->marks[kind];
    return id < marks->len ? g_array_index(marks, struct mark, id) : (struct mark){0};
}

void blob_set_mark(struct store *s, enum store_blob kind, uint32_t id, struct mark mark)
{
    GArray *marks = s->marks[kind];
    if (id >= marks->len) g_array_set_size(marks, id + 1);
    g_array_index(marks, struct mark, id) = mark;
}

static bool is_what_was_put(enum store_blob kind, uint32_t id, struct mark mark, const void *data, size_t n)
{
    struct mark found = mark_of(kind, id, data, n);
    return mark.sum == found.sum && mark.size == found.size;
}

/* The row that holds the mark must be written as well. */
static void owner_changed(struct store *s, enum store_blob kind, uint32_t id)
{
    switch (store_blob_whose(kind)) {
    case STORE_OF_UNIT: store_unit_changed(s, store_unit_by_id(s, id)); break;
    case STORE_OF_HEADER: {
        struct header_row *h = s->header_ids->pdata[id];
        row_changed(s, TABLE_HEADER, h, &h->head);
        break;
    }
    case STORE_OF_PROGRAM: rows_state_changed(s, id, blob_mark(s, kind, id)); break;
    }
}

static bool has_owner(struct store *s, enum store_blob kind, uint32_t id)
{
    switch (store_blob_whose(kind)) {
    case STORE_OF_UNIT: return store_unit_by_id(s, id) != NULL;
    case STORE_OF_HEADER: return id > 0 && id < s->header_ids->len && s->header_ids->pdata[id];
    default: return id <= STORE_STATE_MAX;
    }
}

/* ---- putting ---- */

void store_put(struct store *s, enum store_blob kind, uint32_t id, GBytes *data)
{
    struct mark mark = {0};

    g_assert(has_owner(s, kind, id));
    if (data) {
        gsize n;
        const void *bytes = g_bytes_get_data(data, &n);
        g_assert(n < INT32_MAX);
        mark = mark_of(kind, id, bytes, n);
        g_bytes_ref(data);
    } else if (!blob_mark(s, kind, id).sum) {
        return;
    }
    blob_set_mark(s, kind, id, mark);
    g_hash_table_insert(s->pending[kind], GUINT_TO_POINTER(id), data);
    owner_changed(s, kind, id);
}

static int compare_ids(gconstpointer a, gconstpointer b)
{
    guint x = GPOINTER_TO_UINT(*(gpointer const *)a), y = GPOINTER_TO_UINT(*(gpointer const *)b);
    return x < y ? -1 : x > y;
}

static int save_blob(struct store *s, enum store_blob kind, uint32_t id, GBytes *data)
{
    sqlite3_stmt *stmt = sql_statement(&s->sql, (data ? SQL_PUT_BLOB : SQL_DROP_BLOB) + kind);

    sqlite3_bind_int64(stmt, 1, id);
    if (data) {
        gsize n;
        const void *bytes = g_bytes_get_data(data, &n);
        /* an empty blob has no address, which SQLite would take for NULL */
        sqlite3_bind_blob(stmt, 2, n ? bytes : "", (int)n, SQLITE_STATIC);
    }
    return sql_finish(stmt);
}

int blobs_save(struct store *s)
{
    int rc = SQLITE_OK;

    for (unsigned kind = 0; rc == SQLITE_OK && kind < STORE_BLOB_KINDS; kind++) {
        guint n;
        gpointer *ids = g_hash_table_get_keys_as_array(s->pending[kind], &n);
        /* in their order, so that pages are filled one after the other */
        qsort(ids, n, sizeof(*ids), compare_ids);
        for (guint i = 0; rc == SQLITE_OK && i < n; i++)
            rc = save_blob(s, kind, GPOINTER_TO_UINT(ids[i]), g_hash_table_lookup(s->pending[kind], ids[i]));
        g_free(ids);
    }
    return rc;
}

/* ---- getting ---- */

static void note_loss(struct store *s, enum store_blob kind, uint32_t id)
{
    if (s->lost++ == 0)
        store_note(s, "program database %s is damaged (%s %u is not as it was written)", s->path,
                   store_blob_table(kind), id);
}

enum { BIG = 1 << 20 };

/* A big blob, straight to where it stays: SQLite would put it together first. */
static GBytes *read_big(struct sql *sql, enum store_blob kind, uint32_t id, struct mark mark, int *rc)
{
    sqlite3_blob *blob = NULL;
    void *bytes = NULL;

    *rc = sqlite3_blob_open(sql->db, "main", store_blob_table(kind), "data", id, 0, &blob);
    if (*rc == SQLITE_OK && sqlite3_blob_bytes(blob) == (int)mark.size) {
        bytes = g_malloc(mark.size);
        *rc = sqlite3_blob_read(blob, bytes, (int)mark.size, 0);
        if (*rc != SQLITE_OK || !is_what_was_put(kind, id, mark, bytes, mark.size))
            g_clear_pointer(&bytes, g_free);
    }
    sqlite3_blob_close(blob);
    return bytes ? g_bytes_new_take(bytes, mark.size) : NULL;
}

/* A blob as it is in the file; NULL if it is not what `mark` says. */
static GBytes *read_blob(struct sql *sql, enum store_blob kind, uint32_t id, struct mark mark, int *rc)
{
    if (mark.size >= BIG) return read_big(sql, kind, id, mark, rc);
    sqlite3_stmt *stmt = sql_statement(sql, SQL_GET_BLOB + kind);
    GBytes *data = NULL;

    *rc = SQLITE_ERROR;
    if (!stmt) return NULL;
    sqlite3_bind_int64(stmt, 1, id);
    *rc = sqlite3_step(stmt);
    if (*rc == SQLITE_ROW) {
        const void *bytes = sqlite3_column_blob(stmt, 0);
        size_t n = (size_t)sqlite3_column_bytes(stmt, 0);
        if (is_what_was_put(kind, id, mark, bytes, n)) data = g_bytes_new(bytes, n);
    }
    sqlite3_reset(stmt);
    return data;
}

/* What a child of fork() reads while its parent flushes: the blob and its mark as they are now. */
static GBytes *read_newer(struct store *s, struct sql *sql, enum store_blob kind, uint32_t id)
{
    GBytes *data = NULL;
    int rc;

    if (!s->child || sql_run(sql, "BEGIN") != SQLITE_OK) return NULL;
    struct mark mark = rows_mark_in_file(sql, kind, id);
    if (mark.sum) data = read_blob(sql, kind, id, mark, &rc);
    sql_run(sql, "COMMIT");
    return data;
}

GBytes *store_get(struct store *s, enum store_blob kind, uint32_t id)
{
    struct mark mark = blob_mark(s, kind, id);
    gpointer data;
    GBytes *found = NULL;
    int rc = SQLITE_OK;

    if (!mark.sum) return NULL;
    if (g_hash_table_lookup_extended(s->pending[kind], GUINT_TO_POINTER(id), NULL, &data))
        return g_bytes_ref(data);
    struct sql *sql = store_sql(s);
    if (sql) found = read_blob(sql, kind, id, mark, &rc);
    if (sql && !found) found = read_newer(s, sql, kind, id);
    if (!found) {
        store_trouble(s, rc);
        note_loss(s, kind, id);
    }
    return found;
}

uint64_t store_checksum(struct store *s, enum store_blob kind, uint32_t id)
{
    return blob_mark(s, kind, id).sum;
}

bool store_has(struct store *s, enum store_blob kind, uint32_t id)
{
    return store_checksum(s, kind, id) != 0;
}

/* ---- all of a kind ---- */

/* A walk over a table by id, and where it is. */
struct walk {
    sqlite3_stmt *stmt;
    int rc; /* of the last step */
    int64_t id;
};

static void walk_step(struct walk *w)
{
    w->rc = sqlite3_step(w->stmt);
    w->id = w->rc == SQLITE_ROW ? sqlite3_column_int64(w->stmt, 0) : INT64_MAX;
}

static struct walk walk_begin(struct sql *sql, enum store_blob kind)
{
    struct walk w = {NULL, SQLITE_OK, INT64_MAX};

    if (!sql) return w;
    char *text = g_strdup_printf("SELECT id, data FROM %s ORDER BY id", store_blob_table(kind));
    w.rc = sqlite3_prepare_v2(sql->db, text, -1, &w.stmt, NULL);
    g_free(text);
    if (w.rc == SQLITE_OK) walk_step(&w);
    return w;
}

/* The blob that the walk has come to, or NULL if it is not there or not as it was put. `*copy` may be one
 * that has to be freed. */
static const void *walk_to(struct walk *w, struct store *s, enum store_blob kind, uint32_t id, size_t *n,
                           GBytes **copy)
{
    while (w->id < id) walk_step(w);
    if (w->id == id) {
        const void *data = sqlite3_column_blob(w->stmt, 1);
        *n = (size_t)sqlite3_column_bytes(w->stmt, 1);
        if (is_what_was_put(kind, id, blob_mark(s, kind, id), data, *n)) return data ? data : "";
    }
    *copy = s->sql.db ? read_newer(s, &s->sql, kind, id) : NULL;
    return *copy ? g_bytes_get_data(*copy, n) : NULL;
}

void store_each(struct store *s, enum store_blob kind,
                void (*each)(void *context, uint32_t id, const void *data, size_t n), void *context)
{
    struct walk w = walk_begin(store_sql(s), kind);

    for (uint32_t id = 0; id < s->marks[kind]->len; id++) {
        gpointer pending;
        GBytes *copy = NULL;
        size_t n = 0;
        const void *data;
        if (!store_has(s, kind, id)) continue;
        if (g_hash_table_lookup_extended(s->pending[kind], GUINT_TO_POINTER(id), NULL, &pending)) {
            copy = g_bytes_ref(pending); /* a flush in `each` drops ours */
            data = g_bytes_get_data(copy, &n);
            if (!data) data = "";
        } else {
            data = walk_to(&w, s, kind, id, &n, &copy);
        }
        if (data)
            each(context, id, data, n);
        else
            note_loss(s, kind, id);
        if (copy) g_bytes_unref(copy);
    }
    if (s->sql.db) store_trouble(s, w.rc);
    sqlite3_finalize(w.stmt);
}

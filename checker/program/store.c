/* The program database: what is held in memory of it, and flushing.
 *
 * Needs store_rows.c, store_blobs.c, store_sql.c; gives all of store.h but opening (store_open.c), blobs
 * (store_blobs.c) and care (store_care.c).
 */
#include "program/store_inner.h"

#include <string.h>

/* ---- memory ---- */

void store_free_rows(struct store *s)
{
    for (guint i = 0; s->unit_ids && i < s->unit_ids->len; i++)
        if (s->unit_ids->pdata[i]) g_free(((struct unit_row *)s->unit_ids->pdata[i])->unit.failure);
    if (s->values) {
        GHashTableIter iter;
        gpointer row;
        g_hash_table_iter_init(&iter, s->values);
        while (g_hash_table_iter_next(&iter, NULL, &row)) g_free(((struct value_row *)row)->value);
    }
    g_clear_pointer(&s->values, g_hash_table_unref);
    g_clear_pointer(&s->files, g_hash_table_unref);
    g_clear_pointer(&s->units, g_hash_table_unref);
    g_clear_pointer(&s->headers, g_hash_table_unref);
    g_clear_pointer(&s->file_ids, g_ptr_array_unref);
    g_clear_pointer(&s->unit_ids, g_ptr_array_unref);
    g_clear_pointer(&s->header_ids, g_ptr_array_unref);
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        g_clear_pointer(&s->marks[kind], g_array_unref);
        g_clear_pointer(&s->pending[kind], g_hash_table_unref);
    }
    for (unsigned t = 0; t < STORE_TABLE_COUNT; t++) g_clear_pointer(&s->changed[t], g_ptr_array_unref);
    g_clear_pointer(&s->arena, arena_free);
}

static GPtrArray *rows_by_id(void)
{
    GPtrArray *rows = g_ptr_array_new();
    g_ptr_array_add(rows, NULL); /* ids are from 1 */
    return rows;
}

static void unref_data(gpointer data)
{
    if (data) g_bytes_unref(data);
}

void store_forget(struct store *s)
{
    store_free_rows(s);
    s->arena = arena_new();
    s->values = g_hash_table_new(g_str_hash, g_str_equal);
    s->files = g_hash_table_new(g_str_hash, g_str_equal);
    s->units = g_hash_table_new(g_str_hash, g_str_equal);
    s->headers = g_hash_table_new(g_int64_hash, g_int64_equal);
    s->file_ids = rows_by_id();
    s->unit_ids = rows_by_id();
    s->header_ids = rows_by_id();
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        s->marks[kind] = g_array_new(FALSE, TRUE, sizeof(struct mark));
        s->pending[kind] = g_hash_table_new_full(NULL, NULL, NULL, unref_data);
    }
    for (unsigned t = 0; t < STORE_TABLE_COUNT; t++) s->changed[t] = g_ptr_array_new();
    memset(s->rows, 0, sizeof(s->rows));
    memset(s->totals, 0, sizeof(s->totals));
}

/* ---- notes and trouble ---- */

void store_note(struct store *s, const char *format, ...)
{
    va_list args;

    if (s->notes->len) g_string_append_c(s->notes, '\n');
    va_start(args, format);
    g_string_append_vprintf(s->notes, format, args);
    va_end(args);
}

const char *store_notes(const struct store *s)
{
    return s->notes->len ? s->notes->str : NULL;
}

const char *store_path(const struct store *s)
{
    return s->path;
}

bool store_is_writable(const struct store *s)
{
    return s->writable;
}

uint32_t store_lost(const struct store *s)
{
    return s->lost;
}

void store_trouble(struct store *s, int rc)
{
    if (rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE) return;
    if (sql_is_damage(rc)) s->damaged = true;
    if (s->troubled) return;
    s->troubled = true;
    store_note(s, "program database %s cannot be read (%s)%s", s->path, sqlite3_errstr(rc),
               s->damaged && s->writable ? ": it is made anew by the next run" : "");
}

/* ---- flushing ---- */

static bool anything_to_flush(const struct store *s)
{
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++)
        if (g_hash_table_size(s->pending[kind])) return true;
    for (unsigned t = 0; t < STORE_TABLE_COUNT; t++)
        if (s->changed[t]->len) return true;
    return false;
}

void store_flush(struct store *s)
{
    if (!s->writable || s->pid != getpid() || !anything_to_flush(s)) return;
    int rc = sql_finish(sql_statement(&s->sql, SQL_BEGIN));
    if (rc == SQLITE_OK) {
        rc = blobs_save(s);
        if (rc == SQLITE_OK) rc = rows_save(s);
        if (rc == SQLITE_OK) rc = sql_finish(sql_statement(&s->sql, SQL_COMMIT));
        if (rc != SQLITE_OK && !sqlite3_get_autocommit(s->sql.db))
            sql_finish(sql_statement(&s->sql, SQL_ROLLBACK));
    }
    if (rc != SQLITE_OK) {
        s->writable = false;
        if (sql_is_damage(rc)) s->damaged = true;
        store_note(s,
                   "program database %s cannot be written (%s): the rest of this run's results is not kept",
                   s->path, sqlite3_errstr(rc));
        return;
    }
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) g_hash_table_remove_all(s->pending[kind]);
}

/* ---- plain values ---- */

const char *store_value(struct store *s, const char *key)
{
    const struct value_row *v = g_hash_table_lookup(s->values, key);
    return v ? v->value : NULL;
}

void store_set_value(struct store *s, const char *key, const char *value)
{
    struct value_row *v = value_row(s, key);

    if (g_strcmp0(v->value, value) == 0) return;
    char *old = v->value;
    v->value = g_strdup(value);
    g_free(old);
    v->head.removed = !value;
    row_changed(s, TABLE_VALUE, v, &v->head);
}

/* ---- files ---- */

static void *row_at(const GPtrArray *rows, uint32_t id)
{
    return id < rows->len ? rows->pdata[id] : NULL;
}

static uint32_t max_id(const GPtrArray *rows)
{
    return rows->len - 1; /* [0] is nobody's */
}

struct store_file *store_file(struct store *s, const char *path)
{
    struct file_row *f = g_hash_table_lookup(s->files, path);

    if (!f) {
        f = file_row_new(s, path, s->file_ids->len);
        row_changed(s, TABLE_FILE, f, &f->head);
    }
    return &f->file;
}

struct store_file *store_file_by_id(struct store *s, uint32_t id)
{
    return row_at(s->file_ids, id);
}

void store_file_changed(struct store *s, struct store_file *f)
{
    struct file_row *row = (struct file_row *)f;
    row_changed(s, TABLE_FILE, row, &row->head);
}

uint32_t store_nfiles(struct store *s)
{
    return max_id(s->file_ids);
}

/* ---- units ---- */

struct store_unit *store_find_unit(struct store *s, const char *file)
{
    return g_hash_table_lookup(s->units, file);
}

struct store_unit *store_unit(struct store *s, const char *file)
{
    struct unit_row *u = g_hash_table_lookup(s->units, file);

    if (!u) {
        u = unit_row_new(s, file, s->unit_ids->len);
        row_changed(s, TABLE_UNIT, u, &u->head);
    }
    return &u->unit;
}

struct store_unit *store_unit_by_id(struct store *s, uint32_t id)
{
    return row_at(s->unit_ids, id);
}

void store_unit_changed(struct store *s, struct store_unit *u)
{
    struct unit_row *row = (struct unit_row *)u;
    row_changed(s, TABLE_UNIT, row, &row->head);
}

void store_unit_fail(struct store *s, struct store_unit *u, const char *reason_or_null)
{
    char *old = u->failure;

    if (g_strcmp0(old, reason_or_null) == 0) return;
    u->failure = g_strdup(reason_or_null);
    g_free(old);
    store_unit_changed(s, u);
}

static void remove_blobs(struct store *s, enum store_whose whose, uint32_t id)
{
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++)
        if (store_blob_whose(kind) == whose) store_put(s, kind, id, NULL);
}

void store_remove_unit(struct store *s, struct store_unit *u)
{
    struct unit_row *row = (struct unit_row *)u;

    remove_blobs(s, STORE_OF_UNIT, u->id);
    row->head.removed = true;
    store_unit_changed(s, u);
    g_hash_table_remove(s->units, u->file);
    s->unit_ids->pdata[u->id] = NULL;
    g_clear_pointer(&u->failure, g_free);
}

uint32_t store_max_unit(struct store *s)
{
    return max_id(s->unit_ids);
}

/* ---- header functions ---- */

uint32_t store_find_header(struct store *s, uint64_t hash)
{
    const struct header_row *h = g_hash_table_lookup(s->headers, &hash);
    return h ? h->id : 0;
}

uint32_t store_header(struct store *s, uint64_t hash, bool *is_new)
{
    uint32_t id = store_find_header(s, hash);

    *is_new = id == 0;
    if (id) return id;
    struct header_row *h = header_row_new(s, hash, s->header_ids->len);
    row_changed(s, TABLE_HEADER, h, &h->head);
    return h->id;
}

uint64_t store_header_hash(struct store *s, uint32_t id)
{
    const struct header_row *h = row_at(s->header_ids, id);
    return h ? h->hash : 0;
}

void store_remove_header(struct store *s, uint32_t id)
{
    struct header_row *h = row_at(s->header_ids, id);

    if (!h) return;
    remove_blobs(s, STORE_OF_HEADER, id);
    h->head.removed = true;
    row_changed(s, TABLE_HEADER, h, &h->head);
    g_hash_table_remove(s->headers, &h->hash);
    s->header_ids->pdata[id] = NULL;
}

uint32_t store_max_header(struct store *s)
{
    return max_id(s->header_ids);
}

/* The small tables of the program database: rows to memory and back, each with its checksum.
 *
 * Needs store_sql.c. Loading refuses a table as a whole if anything in it is not as it was written.
 */
#include "program/store_inner.h"

#include "base/pack.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* As the column `marks` holds them: those of one owner, in the order of kinds. */
struct stored_mark {
    uint32_t kind, size;
    uint64_t sum;
};

#define STATE_PREFIX "state " /* values that hold the marks of the program's own blobs */

/* ---- checksums ---- */

/* 0 is for rows that are not in the file. */
static uint64_t not_zero(uint64_t sum)
{
    return sum ? sum : 1;
}

static uint64_t add_text(uint64_t sum, const char *text)
{
    return text ? hash64_more(sum, text, strlen(text) + 1) : hash64_more(sum, "", 0);
}

static uint64_t value_sum(const struct value_row *v)
{
    return not_zero(add_text(add_text(TABLE_VALUE, v->key), v->value));
}

static uint64_t file_sum(const struct store_file *f)
{
    const uint64_t numbers[] = {f->id, (uint64_t)f->mtime_ns, (uint64_t)f->size, f->hash};
    return not_zero(add_text(hash64_more(TABLE_FILE, numbers, sizeof(numbers)), f->path));
}

static uint64_t unit_sum(const struct store_unit *u, const void *marks, size_t n)
{
    const uint64_t numbers[] = {u->id, u->command, u->key, u->flags, u->functions, u->cost_us};
    uint64_t sum = hash64_more(TABLE_UNIT, numbers, sizeof(numbers));
    sum = add_text(add_text(sum, u->file), u->failure);
    return not_zero(hash64_more(sum, marks, n));
}

static uint64_t header_sum(const struct header_row *h, const void *marks, size_t n)
{
    const uint64_t numbers[] = {h->id, h->hash};
    uint64_t sum = hash64_more(TABLE_HEADER, numbers, sizeof(numbers));
    return not_zero(hash64_more(sum, marks, n));
}

/* ---- marks ---- */

static unsigned marks_of(const struct store *s, enum store_whose whose, uint32_t id, struct stored_mark *out)
{
    unsigned n = 0;

    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        struct mark mark = blob_mark(s, kind, id);
        if (store_blob_whose(kind) == whose && mark.sum)
            out[n++] = (struct stored_mark){kind, mark.size, mark.sum};
    }
    return n;
}

static bool load_marks(struct store *s, enum store_whose whose, uint32_t id, const void *bytes, size_t n)
{
    struct stored_mark marks[STORE_BLOB_KINDS];

    if (n % sizeof(*marks) || n > sizeof(marks)) return false;
    if (n) memcpy(marks, bytes, n);
    for (size_t i = 0; i < n / sizeof(*marks); i++) {
        if (marks[i].kind >= STORE_BLOB_KINDS || store_blob_whose(marks[i].kind) != whose) return false;
        blob_set_mark(s, marks[i].kind, id, (struct mark){marks[i].sum, marks[i].size});
    }
    return true;
}

/* ---- rows in memory ---- */

struct value_row *value_row(struct store *s, const char *key)
{
    struct value_row *v = g_hash_table_lookup(s->values, key);

    if (!v) {
        v = ARENA_NEW(s->arena, struct value_row);
        v->key = arena_dup(s->arena, key, strlen(key) + 1);
        g_hash_table_insert(s->values, v->key, v);
    }
    return v;
}

/* Puts a row at its id; with holes before it. */
static void set_row(GPtrArray *rows, uint32_t id, void *row)
{
    if (rows->len <= id) g_ptr_array_set_size(rows, (int)(id + 1));
    rows->pdata[id] = row;
}

struct file_row *file_row_new(struct store *s, const char *path, uint32_t id)
{
    struct file_row *f = ARENA_NEW(s->arena, struct file_row);

    f->file.id = id;
    f->file.path = arena_dup(s->arena, path, strlen(path) + 1);
    set_row(s->file_ids, id, f);
    g_hash_table_insert(s->files, f->file.path, f);
    return f;
}

struct unit_row *unit_row_new(struct store *s, const char *file, uint32_t id)
{
    struct unit_row *u = ARENA_NEW(s->arena, struct unit_row);

    u->unit.id = id;
    u->unit.file = arena_dup(s->arena, file, strlen(file) + 1);
    set_row(s->unit_ids, id, u);
    g_hash_table_insert(s->units, u->unit.file, u);
    return u;
}

struct header_row *header_row_new(struct store *s, uint64_t hash, uint32_t id)
{
    struct header_row *h = ARENA_NEW(s->arena, struct header_row);

    h->hash = hash;
    h->id = id;
    set_row(s->header_ids, id, h);
    g_hash_table_insert(s->headers, &h->hash, h);
    return h;
}

void row_changed(struct store *s, enum store_table table, void *row, struct row_head *head)
{
    if (head->changed) return;
    head->changed = true;
    g_ptr_array_add(s->changed[table], row);
}

void rows_state_changed(struct store *s, uint32_t id, struct mark mark)
{
    char *key = g_strdup_printf(STATE_PREFIX "%u", id);
    char *value = g_strdup_printf("%u %" PRIx64, mark.size, mark.sum);

    store_set_value(s, key, mark.sum ? value : NULL);
    g_free(value);
    g_free(key);
}

/* ---- loading ---- */

static const char *text_at(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    return text ? text : "";
}

static struct mark parse_mark(const char *value)
{
    struct mark mark = {0};
    if (sscanf(value, "%" SCNu32 " %" SCNx64, &mark.size, &mark.sum) != 2) mark.sum = 0;
    return mark;
}

static bool load_value(struct store *s, sqlite3_stmt *stmt, uint64_t *sum)
{
    struct value_row *v = value_row(s, text_at(stmt, 0));
    uint32_t id;

    if (v->value) return false;
    v->value = g_strdup(text_at(stmt, 1));
    v->head.sum = *sum = (uint64_t)sqlite3_column_int64(stmt, 2);
    if (g_str_has_prefix(v->key, STATE_PREFIX) && sscanf(v->key, STATE_PREFIX "%" SCNu32, &id) == 1 &&
        id <= STORE_STATE_MAX)
        blob_set_mark(s, STORE_STATE, id, parse_mark(v->value));
    return value_sum(v) == *sum;
}

/* Ids come in order, so one that is far above the last is wrong, not many holes. */
static bool id_is_sane(int64_t id, int64_t n)
{
    return id > 0 && id <= UINT32_MAX / 2 && id < 4 * n + 1000000;
}

static bool load_file(struct store *s, sqlite3_stmt *stmt, uint64_t *sum)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    const char *path = text_at(stmt, 1);

    if (!id_is_sane(id, s->file_ids->len) || g_hash_table_contains(s->files, path)) return false;
    struct file_row *f = file_row_new(s, path, (uint32_t)id);
    f->file.mtime_ns = sqlite3_column_int64(stmt, 2);
    f->file.size = sqlite3_column_int64(stmt, 3);
    f->file.hash = (uint64_t)sqlite3_column_int64(stmt, 4);
    f->head.sum = *sum = (uint64_t)sqlite3_column_int64(stmt, 5);
    return file_sum(&f->file) == *sum;
}

static bool load_unit(struct store *s, sqlite3_stmt *stmt, uint64_t *sum)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    const char *file = text_at(stmt, 1);

    if (!id_is_sane(id, s->unit_ids->len) || g_hash_table_contains(s->units, file)) return false;
    struct unit_row *row = unit_row_new(s, file, (uint32_t)id);
    struct store_unit *u = &row->unit;
    u->command = (uint64_t)sqlite3_column_int64(stmt, 2);
    u->key = (uint64_t)sqlite3_column_int64(stmt, 3);
    u->flags = (uint32_t)sqlite3_column_int64(stmt, 4);
    u->functions = (uint32_t)sqlite3_column_int64(stmt, 5);
    u->cost_us = (uint32_t)sqlite3_column_int64(stmt, 6);
    u->failure = g_strdup((const char *)sqlite3_column_text(stmt, 7));
    const void *marks = sqlite3_column_blob(stmt, 8);
    size_t n = (size_t)sqlite3_column_bytes(stmt, 8);
    row->head.sum = *sum = (uint64_t)sqlite3_column_int64(stmt, 9);
    return load_marks(s, STORE_OF_UNIT, u->id, marks, n) && unit_sum(u, marks, n) == *sum;
}

static bool load_header(struct store *s, sqlite3_stmt *stmt, uint64_t *sum)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    uint64_t hash = (uint64_t)sqlite3_column_int64(stmt, 1);

    if (!id_is_sane(id, s->header_ids->len) || g_hash_table_contains(s->headers, &hash)) return false;
    struct header_row *h = header_row_new(s, hash, (uint32_t)id);
    const void *marks = sqlite3_column_blob(stmt, 2);
    size_t n = (size_t)sqlite3_column_bytes(stmt, 2);
    h->head.sum = *sum = (uint64_t)sqlite3_column_int64(stmt, 3);
    return load_marks(s, STORE_OF_HEADER, h->id, marks, n) && header_sum(h, marks, n) == *sum;
}

static int load_table(struct store *s, enum store_table table)
{
    static const struct {
        const char *text;
        bool (*load)(struct store *s, sqlite3_stmt *stmt, uint64_t *sum);
    } tables[] = {{"SELECT * FROM value", load_value},
                  {"SELECT * FROM file", load_file},
                  {"SELECT * FROM unit", load_unit},
                  {"SELECT * FROM header", load_header}};
    sqlite3_stmt *stmt = NULL;
    int64_t n = 0;
    uint64_t sum;
    int rc = sqlite3_prepare_v2(s->sql.db, tables[table].text, -1, &stmt, NULL);

    s->totals[table] = 0;
    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        rc = tables[table].load(s, stmt, &sum) ? SQLITE_OK : SQLITE_CORRUPT;
        s->totals[table] ^= sum;
        n++;
    }
    sqlite3_finalize(stmt);
    if (rc != SQLITE_DONE) return rc;
    s->rows[table] = n;
    return SQLITE_OK;
}

static bool is_wanted(const struct store *s, enum store_table table)
{
    return table != TABLE_FILE || s->want == STORE_ALL;
}

/* The totals of the tables as they were written are those of the rows that were read. */
static int check_totals(struct store *s)
{
    uint64_t totals[STORE_TABLE_COUNT] = {0};
    int64_t rows[STORE_TABLE_COUNT] = {0};
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->sql.db, "SELECT tbl, rows, sum FROM total", -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        int64_t table = sqlite3_column_int64(stmt, 0);
        rc = SQLITE_CORRUPT;
        if (table < 0 || table >= STORE_TABLE_COUNT) continue;
        rows[table] = sqlite3_column_int64(stmt, 1);
        totals[table] = (uint64_t)sqlite3_column_int64(stmt, 2);
        if (!is_wanted(s, (enum store_table)table)) rows[table] = 0, totals[table] = 0;
        rc = SQLITE_OK;
    }
    sqlite3_finalize(stmt);
    if (rc != SQLITE_DONE) return rc;
    if (memcmp(totals, s->totals, sizeof(totals)) != 0 || memcmp(rows, s->rows, sizeof(rows)) != 0)
        return SQLITE_CORRUPT;
    return SQLITE_OK;
}

int rows_load(struct store *s)
{
    int rc = SQLITE_OK;

    for (unsigned t = 0; rc == SQLITE_OK && t < STORE_TABLE_COUNT; t++)
        if (is_wanted(s, t)) rc = load_table(s, t);
    return rc == SQLITE_OK ? check_totals(s) : rc;
}

struct mark rows_mark_in_file(struct sql *sql, enum store_blob kind, uint32_t id)
{
    static const char *const texts[] = {[STORE_OF_UNIT] = "SELECT marks FROM unit WHERE id=?",
                                        [STORE_OF_HEADER] = "SELECT marks FROM header WHERE id=?",
                                        [STORE_OF_PROGRAM] =
                                            "SELECT value FROM value WHERE key='" STATE_PREFIX "'||?"};
    enum store_whose whose = store_blob_whose(kind);
    struct mark mark = {0};
    sqlite3_stmt *stmt = NULL;

    sqlite3_prepare_v2(sql->db, texts[whose], -1, &stmt, NULL);
    sqlite3_bind_int64(stmt, 1, id);
    if (stmt && sqlite3_step(stmt) == SQLITE_ROW) {
        const struct stored_mark *marks = sqlite3_column_blob(stmt, 0);
        size_t n = (size_t)sqlite3_column_bytes(stmt, 0) / sizeof(*marks);
        if (whose == STORE_OF_PROGRAM) mark = parse_mark(text_at(stmt, 0));
        for (size_t i = 0; whose != STORE_OF_PROGRAM && i < n; i++) {
            struct stored_mark m;
            memcpy(&m, &marks[i], sizeof(m)); /* SQLite aligns nothing */
            if (m.kind == kind) mark = (struct mark){m.sum, m.size};
        }
    }
    sqlite3_finalize(stmt);
    return mark;
}

/* ---- saving ---- */

static void bind_text(sqlite3_stmt *stmt, int column, const char *text)
{
    if (text) sqlite3_bind_text(stmt, column, text, -1, SQLITE_STATIC);
}

static void bind_sum(sqlite3_stmt *stmt, int column, uint64_t sum)
{
    sqlite3_bind_int64(stmt, column, (sqlite3_int64)sum);
}

/* Each writes or deletes one row, and gives the checksum it has now in *sum. */

static int save_value(struct store *s, const void *row, uint64_t *sum)
{
    const struct value_row *v = row;
    sqlite3_stmt *stmt = sql_statement(&s->sql, v->head.removed ? SQL_DROP_VALUE : SQL_PUT_VALUE);

    bind_text(stmt, 1, v->key);
    if (!v->head.removed) {
        *sum = value_sum(v);
        bind_text(stmt, 2, v->value);
        bind_sum(stmt, 3, *sum);
    }
    return sql_finish(stmt);
}

static int save_file(struct store *s, const void *row, uint64_t *sum)
{
    const struct store_file *f = &((const struct file_row *)row)->file;
    sqlite3_stmt *stmt = sql_statement(&s->sql, SQL_PUT_FILE);

    *sum = file_sum(f);
    sqlite3_bind_int64(stmt, 1, f->id);
    bind_text(stmt, 2, f->path);
    sqlite3_bind_int64(stmt, 3, f->mtime_ns);
    sqlite3_bind_int64(stmt, 4, f->size);
    bind_sum(stmt, 5, f->hash);
    bind_sum(stmt, 6, *sum);
    return sql_finish(stmt);
}

static int save_unit(struct store *s, const void *row, uint64_t *sum)
{
    const struct unit_row *r = row;
    const struct store_unit *u = &r->unit;
    sqlite3_stmt *stmt = sql_statement(&s->sql, r->head.removed ? SQL_DROP_UNIT : SQL_PUT_UNIT);
    struct stored_mark marks[STORE_BLOB_KINDS];

    sqlite3_bind_int64(stmt, 1, u->id);
    if (!r->head.removed) {
        size_t n = marks_of(s, STORE_OF_UNIT, u->id, marks) * sizeof(*marks);
        *sum = unit_sum(u, marks, n);
        bind_text(stmt, 2, u->file);
        bind_sum(stmt, 3, u->command);
        bind_sum(stmt, 4, u->key);
        sqlite3_bind_int64(stmt, 5, u->flags);
        sqlite3_bind_int64(stmt, 6, u->functions);
        sqlite3_bind_int64(stmt, 7, u->cost_us);
        bind_text(stmt, 8, u->failure);
        sqlite3_bind_blob(stmt, 9, marks, (int)n, SQLITE_STATIC);
        bind_sum(stmt, 10, *sum);
    }
    return sql_finish(stmt);
}

static int save_header(struct store *s, const void *row, uint64_t *sum)
{
    const struct header_row *h = row;
    sqlite3_stmt *stmt = sql_statement(&s->sql, h->head.removed ? SQL_DROP_HEADER : SQL_PUT_HEADER);
    struct stored_mark marks[STORE_BLOB_KINDS];

    sqlite3_bind_int64(stmt, 1, h->id);
    if (!h->head.removed) {
        size_t n = marks_of(s, STORE_OF_HEADER, h->id, marks) * sizeof(*marks);
        *sum = header_sum(h, marks, n);
        bind_sum(stmt, 2, h->hash);
        sqlite3_bind_blob(stmt, 3, marks, (int)n, SQLITE_STATIC);
        bind_sum(stmt, 4, *sum);
    }
    return sql_finish(stmt);
}

static struct row_head *head_of(enum store_table table, void *row)
{
    switch (table) {
    case TABLE_VALUE: return &((struct value_row *)row)->head;
    case TABLE_FILE: return &((struct file_row *)row)->head;
    case TABLE_UNIT: return &((struct unit_row *)row)->head;
    default: return &((struct header_row *)row)->head;
    }
}

static int save_table(struct store *s, enum store_table table)
{
    static int (*const savers[])(struct store *, const void *, uint64_t *) = {save_value, save_file,
                                                                              save_unit, save_header};
    GPtrArray *rows = s->changed[table];

    for (guint i = 0; i < rows->len; i++) {
        struct row_head *head = head_of(table, rows->pdata[i]);
        uint64_t sum = 0;
        int rc = savers[table](s, rows->pdata[i], &sum);
        if (rc != SQLITE_OK) return rc;
        s->rows[table] += (sum != 0) - (head->sum != 0);
        s->totals[table] ^= head->sum ^ sum;
        head->sum = sum;
        head->changed = false;
    }
    if (rows->len == 0) return SQLITE_OK;
    g_ptr_array_set_size(rows, 0);
    sqlite3_stmt *stmt = sql_statement(&s->sql, SQL_PUT_TOTAL);
    sqlite3_bind_int64(stmt, 1, table);
    sqlite3_bind_int64(stmt, 2, s->rows[table]);
    bind_sum(stmt, 3, s->totals[table]);
    return sql_finish(stmt);
}

int rows_save(struct store *s)
{
    int rc = SQLITE_OK;

    for (unsigned t = 0; rc == SQLITE_OK && t < STORE_TABLE_COUNT; t++) rc = save_table(s, t);
    return rc;
}

/* The program database's connection to SQLite: opening, tables, prepared statements.
 *
 * Needs SQLite; knows tables, not what rows mean. Nothing here fails loudly: SQLite's codes are handed up.
 */
#include "program/store_inner.h"

#include <string.h>

enum {
    PAGE_BYTES = 8192, /* blobs have 1 to 20 KB: small ones share a page, large ones waste half of the last */
    CACHE_KIB = 8192,  /* rows are read once */
    LOG_PAGES = 4096,  /* copied into the file when the log has so many: 32 MiB */
    BUSY_MS = 5000,    /* only a foreign program can keep us waiting */
};

const char *store_blob_table(enum store_blob kind)
{
    static const char *const tables[] = {
#define X(id, table, whose) table,
        STORE_BLOBS(X)
#undef X
    };
    return tables[kind];
}

enum store_whose store_blob_whose(enum store_blob kind)
{
    static const enum store_whose owners[] = {
#define X(id, table, whose) STORE_OF_##whose,
        STORE_BLOBS(X)
#undef X
    };
    return owners[kind];
}

bool sql_is_damage(int rc)
{
    rc &= 0xff; /* without the extension */
    /* SQLITE_ERROR: a statement of ours that does not fit the tables; SQLITE_FORMAT: never from files of ours
     */
    return rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB || rc == SQLITE_ERROR || rc == SQLITE_FORMAT ||
           rc == SQLITE_MISMATCH || rc == SQLITE_CONSTRAINT || rc == SQLITE_TOOBIG;
}

int sql_run(struct sql *sql, const char *text)
{
    return sqlite3_exec(sql->db, text, NULL, NULL, NULL);
}

/* Does not read the file yet. */
static int connect_to(sqlite3 **db, const char *path, enum sql_mode mode)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE;
    char *uri = g_filename_to_uri(path, NULL, NULL);
    char *full = g_strdup_printf("%s%s", uri, mode == SQL_IMMUTABLE ? "?immutable=1" : "");

    flags |= mode == SQL_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    int rc = sqlite3_open_v2(full, db, flags, NULL);
    g_free(full);
    g_free(uri);
    return rc;
}

int sql_peek(const char *path, void *head, int n)
{
    sqlite3 *db = NULL;
    sqlite3_file *file = NULL;
    /* not with open() and close(): closing any descriptor of a file drops the locks that another connection
     * of this process may have on it */
    int rc = connect_to(&db, path, SQL_IMMUTABLE);

    memset(head, 0, (size_t)n);
    if (rc == SQLITE_OK) rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (rc == SQLITE_OK)
        rc = file && file->pMethods ? file->pMethods->xRead(file, head, n, 0) : SQLITE_CANTOPEN;
    sqlite3_close(db);
    return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : rc;
}

bool sql_has_moved(struct sql *sql)
{
    int moved = 0;
    sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved;
}

int sql_open(struct sql *sql, const char *path, enum sql_mode mode)
{
    memset(sql, 0, sizeof(*sql));
    int rc = connect_to(&sql->db, path, mode);
    if (rc == SQLITE_OK) {
        char *pragmas = g_strdup_printf(
            "PRAGMA page_size=%d; PRAGMA cache_size=-%d; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;",
            PAGE_BYTES, CACHE_KIB);
        sqlite3_extended_result_codes(sql->db, 1);
        sqlite3_busy_timeout(sql->db, BUSY_MS);
        sqlite3_db_config(sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        rc = sql_run(sql, pragmas);
        g_free(pragmas);
    }
    if (rc != SQLITE_OK) sql_close(sql);
    return rc;
}

void sql_close(struct sql *sql)
{
    for (unsigned i = 0; i < SQL_STATEMENT_COUNT; i++) sqlite3_finalize(sql->statements[i]);
    sqlite3_close(sql->db);
    memset(sql, 0, sizeof(*sql));
}

int64_t sql_number(struct sql *sql, const char *text, int *rc)
{
    sqlite3_stmt *stmt = NULL;
    int64_t number = -1;

    *rc = sqlite3_prepare_v2(sql->db, text, -1, &stmt, NULL);
    if (*rc == SQLITE_OK) *rc = sqlite3_step(stmt);
    if (*rc == SQLITE_ROW) {
        number = sqlite3_column_int64(stmt, 0);
        *rc = SQLITE_OK;
    } else if (*rc == SQLITE_DONE) {
        *rc = SQLITE_CORRUPT;
    }
    sqlite3_finalize(stmt);
    return number;
}

void sql_use_log(struct sql *sql)
{
    char *text = g_strdup_printf(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=%d", LOG_PAGES);
    sql_run(sql, text); /* without it the file's own journal does, as SQLite sets out with */
    g_free(text);
}

int sql_merge_log(struct sql *sql)
{
    return sqlite3_wal_checkpoint_v2(sql->db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

int sql_create(struct sql *sql, uint32_t application, uint32_t version)
{
    GString *text = g_string_new("BEGIN IMMEDIATE;");

#define X(id, name, columns) g_string_append(text, "CREATE TABLE " name "(" columns ");");
    STORE_TABLES(X)
#undef X
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++)
        g_string_append_printf(text, "CREATE TABLE %s(id INTEGER PRIMARY KEY, data BLOB);",
                               store_blob_table(kind));
    g_string_append(text, "CREATE TABLE total(tbl INTEGER PRIMARY KEY, rows INTEGER, sum INTEGER);");
    g_string_append_printf(text, "PRAGMA application_id=%u; PRAGMA user_version=%u; COMMIT", application,
                           version);
    int rc = sql_run(sql, text->str);
    if (rc != SQLITE_OK) sql_run(sql, "ROLLBACK");
    g_string_free(text, TRUE);
    return rc;
}

static char *statement_text(unsigned statement)
{
    static const char *const texts[] = {
#define X(id, text) text,
        SQL_STATEMENTS(X)
#undef X
    };
    if (statement < G_N_ELEMENTS(texts)) return g_strdup(texts[statement]);
    if (statement < SQL_PUT_BLOB)
        return g_strdup_printf("SELECT data FROM %s WHERE id=?", store_blob_table(statement - SQL_GET_BLOB));
    if (statement < SQL_DROP_BLOB)
        return g_strdup_printf("INSERT OR REPLACE INTO %s VALUES(?,?)",
                               store_blob_table(statement - SQL_PUT_BLOB));
    return g_strdup_printf("DELETE FROM %s WHERE id=?", store_blob_table(statement - SQL_DROP_BLOB));
}

sqlite3_stmt *sql_statement(struct sql *sql, unsigned statement)
{
    if (!sql->statements[statement]) {
        char *text = statement_text(statement);
        sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, &sql->statements[statement], NULL);
        g_free(text);
    }
    return sql->statements[statement];
}

int sql_finish(sqlite3_stmt *stmt)
{
    if (!stmt) return SQLITE_ERROR;
    int rc = sqlite3_step(stmt);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

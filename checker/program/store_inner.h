/* Inside the program database: what its files share. No other file includes this.
 *
 * The small tables (value, file, unit, header) are held in memory whole; blobs stay in the file, and what
 * was put since the last flush in memory.
 *
 * Nothing of a damaged file is believed: each row has a checksum; the checksums of a table's rows, XORed,
 * stand in the table `total`; and the row of a unit or header function holds size and checksum of each of its
 * blobs (its mark). So a row that was lost, or is older than the rest, is noticed like a flipped bit.
 */
#ifndef GFPCHECK_PROGRAM_STORE_INNER_H
#define GFPCHECK_PROGRAM_STORE_INNER_H

#include "base/arena.h"
#include "program/store.h"

#include <sqlite3.h>
#include <unistd.h>

enum store_whose { STORE_OF_UNIT, STORE_OF_HEADER, STORE_OF_PROGRAM };

/* The tables that are held in memory. */
#define STORE_TABLES(X)                                                                                      \
    X(VALUE, "value", "key TEXT PRIMARY KEY, value TEXT, sum INTEGER")                                       \
    X(FILE, "file",                                                                                          \
      "id INTEGER PRIMARY KEY, path TEXT, mtime_ns INTEGER, size INTEGER, hash INTEGER, "                    \
      "sum INTEGER")                                                                                         \
    X(UNIT, "unit",                                                                                          \
      "id INTEGER PRIMARY KEY, file TEXT, command INTEGER, key INTEGER, flags INTEGER, "                     \
      "functions INTEGER, cost_us INTEGER, failure TEXT, marks BLOB, sum INTEGER")                           \
    X(HEADER, "header", "id INTEGER PRIMARY KEY, hash INTEGER, marks BLOB, sum INTEGER")
enum store_table {
#define X(id, name, columns) TABLE_##id,
    STORE_TABLES(X)
#undef X
        STORE_TABLE_COUNT
};

/* ---- SQLite (store_sql.c) ---- */

/* Statements that are prepared once. */
#define SQL_STATEMENTS(X)                                                                                    \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                              \
    X(COMMIT, "COMMIT")                                                                                      \
    X(ROLLBACK, "ROLLBACK")                                                                                  \
    X(PUT_TOTAL, "INSERT OR REPLACE INTO total VALUES(?,?,?)")                                               \
    X(PUT_VALUE, "INSERT OR REPLACE INTO value VALUES(?,?,?)")                                               \
    X(DROP_VALUE, "DELETE FROM value WHERE key=?")                                                           \
    X(PUT_FILE, "INSERT OR REPLACE INTO file VALUES(?,?,?,?,?,?)")                                           \
    X(PUT_UNIT, "INSERT OR REPLACE INTO unit VALUES(?,?,?,?,?,?,?,?,?,?)")                                   \
    X(DROP_UNIT, "DELETE FROM unit WHERE id=?")                                                              \
    X(PUT_HEADER, "INSERT OR REPLACE INTO header VALUES(?,?,?,?)")                                           \
    X(DROP_HEADER, "DELETE FROM header WHERE id=?")
enum sql_statement {
#define X(id, text) SQL_##id,
    SQL_STATEMENTS(X)
#undef X
    /* then three for each kind of blob */
    SQL_GET_BLOB,
    SQL_PUT_BLOB = SQL_GET_BLOB + STORE_BLOB_KINDS,
    SQL_DROP_BLOB = SQL_PUT_BLOB + STORE_BLOB_KINDS,
    SQL_STATEMENT_COUNT = SQL_DROP_BLOB + STORE_BLOB_KINDS
};

struct sql {
    sqlite3 *db;
    sqlite3_stmt *statements[SQL_STATEMENT_COUNT];
};

enum sql_mode {
    SQL_WRITE,     /* makes the file if need be                                       */
    SQL_READ,      /* sees what others flush                                          */
    SQL_IMMUTABLE, /* takes no locks, makes no files: for folders without permission  */
};
/* These give SQLite's codes, with SQLITE_OK for success. The path is absolute. */
int sql_open(struct sql *sql, const char *path, enum sql_mode mode);
void sql_close(struct sql *sql);
/* The first bytes of a file, whatever it is; zeros where it is shorter. */
int sql_peek(const char *path, void *head, int n);
/* Another file has the path by now, or none. */
bool sql_has_moved(struct sql *sql);
int sql_run(struct sql *sql, const char *text);
/* Of one number; -1 on an error, which *rc tells. */
int64_t sql_number(struct sql *sql, const char *text, int *rc);
/* Makes all tables in one transaction. */
int sql_create(struct sql *sql, uint32_t application, uint32_t version);
/* Turns the write-ahead log on, or, where the file system has no shared memory, does without. */
void sql_use_log(struct sql *sql);
/* Prepared at the first use; NULL on an error. */
sqlite3_stmt *sql_statement(struct sql *sql, unsigned statement);
/* Copies the log into the file. */
int sql_merge_log(struct sql *sql);
/* Runs a bound statement that gives no rows, and makes it ready for the next use. */
int sql_finish(sqlite3_stmt *stmt);
enum store_whose store_blob_whose(enum store_blob kind);
/* The file is to blame, not the disk or permissions. */
bool sql_is_damage(int rc);

/* ---- files beside (store_open.c) ---- */

/* The file's own name with an ending (g_free). */
char *store_beside(const struct store *s, const char *ending);
/* Endings: see store_image.c. */
#define STORE_IMAGE     ".graph"
#define STORE_IMAGE_NEW ".graph.new"

/* ---- what is held in memory ---- */

/* Size and checksum of a blob; a sum of 0 is none. */
struct mark {
    uint64_t sum;
    uint32_t size;
};

/* What is known of a row's copy in the file. */
struct row_head {
    uint64_t sum; /* 0: there is none */
    bool changed; /* it is in store.changed */
    bool removed;
};
struct file_row {
    struct store_file file; /* first: the two are one address */
    struct row_head head;
};
struct unit_row {
    struct store_unit unit; /* first */
    struct row_head head;
};
struct header_row {
    uint64_t hash; /* first: it is the key in store.headers */
    uint32_t id;
    struct row_head head;
};
struct value_row {
    char *key, *value;
    struct row_head head;
};

struct store {
    char *path;   /* NULL: none         */
    char *place;  /* NULL, or where the file is to go when it is whole */
    char *format; /* of all that is kept */
    GString *notes;
    struct sql sql; /* .db NULL: only memory */
    int lock;       /* of FILE.lock, or -1 */
    pid_t pid;      /* a child opens the file anew */
    bool writable, child;
    enum store_want want;
    bool damaged;  /* SQLite said so: the file is set aside on closing */
    bool troubled; /* and the user was told */
    uint32_t lost;

    struct arena *arena; /* rows */
    GHashTable *values;  /* key -> struct value_row */
    GHashTable *files;   /* path -> struct file_row */
    GPtrArray *file_ids; /* struct file_row by id; [0] is NULL */
    GHashTable *units;   /* file -> struct unit_row */
    GPtrArray *unit_ids; /* NULL where one was removed */
    GHashTable *headers; /* hash -> struct header_row */
    GPtrArray *header_ids;
    GArray *marks[STORE_BLOB_KINDS]; /* struct mark by id; may be shorter */

    /* since the last flush */
    GHashTable *pending[STORE_BLOB_KINDS]; /* id -> GBytes, or NULL: removed */
    GPtrArray *changed[STORE_TABLE_COUNT]; /* rows */
    /* of what is in the file: how many rows, and their checksums, XORed */
    int64_t rows[STORE_TABLE_COUNT];
    uint64_t totals[STORE_TABLE_COUNT];
};

void store_note(struct store *s, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Empties what is held in memory; or frees it. */
void store_forget(struct store *s);
void store_free_rows(struct store *s);
/* Of this process: a child of fork() gets its own here. NULL if there is none. */
struct sql *store_sql(struct store *s);
/* SQLite said `rc` where it must not. */
void store_trouble(struct store *s, int rc);

/* ---- rows (store_rows.c) ---- */

/* Made on first use; without a value. */
struct value_row *value_row(struct store *s, const char *key);
struct file_row *file_row_new(struct store *s, const char *path, uint32_t id);
struct unit_row *unit_row_new(struct store *s, const char *file, uint32_t id);
struct header_row *header_row_new(struct store *s, uint64_t hash, uint32_t id);
/* To be written by the next flush. */
void row_changed(struct store *s, enum store_table table, void *row, struct row_head *head);

/* The mark of a blob of the program's own is a value. */
void rows_state_changed(struct store *s, uint32_t id, struct mark mark);

/* The mark as it is in the file now: another process may have put another blob since the tables were read. */
struct mark rows_mark_in_file(struct sql *sql, enum store_blob kind, uint32_t id);

/* Reads all small tables. SQLITE_CORRUPT also for what only the checksums tell. */
int rows_load(struct store *s);
/* Writes those that were changed, inside a transaction. */
int rows_save(struct store *s);

/* ---- blobs (store_blobs.c) ---- */

struct mark blob_mark(const struct store *s, enum store_blob kind, uint32_t id);
void blob_set_mark(struct store *s, enum store_blob kind, uint32_t id, struct mark mark);
int blobs_save(struct store *s);

#endif

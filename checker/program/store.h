/* The program database: what is known of every unit, kept between runs in one SQLite file.
 *
 * Needs base/pack.h and SQLite; knows nothing of what the blobs mean. What is put is kept in memory until
 * store_flush(), and a get finds it there: so a store without a file (--no-db), with a file that another run
 * is writing, or on a full disk serves a run as well, it only leaves nothing behind.
 *
 * One writer at a time, many readers. A writer that dies at any moment leaves what it flushed.
 */
#ifndef GFPCHECK_PROGRAM_STORE_H
#define GFPCHECK_PROGRAM_STORE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct store;

/* Where blobs hang: kinds X(id, table name). Each is a table (id INTEGER PRIMARY KEY, data BLOB). */
#define STORE_BLOBS(X)                                                                                       \
    X(IR, "ir")               /* of a unit: its own functions, compressed                      */            \
    X(HEADER_IR, "header_ir") /* of a header function                                          */            \
    X(OUTLINE, "outline")     /* of a unit: what linking needs                                 */            \
    X(HEADER_OUTLINE, "header_outline")                                                                      \
    X(SUMMARY, "summary") /* of a unit: its functions' summaries                           */                \
    X(HEADER_SUMMARY, "header_summary")                                                                      \
    X(VIOLATION, "violation") /* of a unit, if there are any                                   */            \
    X(CALLS, "calls")         /* of a unit: contexts of its calls, for `why`                   */            \
    X(DEPS, "deps")           /* of a unit: the files that it was parsed from                  */            \
    X(STATE, "state")         /* of the program: id is what the program says                   */
enum store_blob {
#define X(id, table) STORE_##id,
    STORE_BLOBS(X)
#undef X
        STORE_BLOB_KINDS
};

/* Opens or creates the file; NULL for none. `format` names the version of all that is kept: a file of another
 * format, or a corrupt one, is set aside and made anew, with a note. If another process holds the writer's
 * lock the file is only read, with a note. Failing to make a file at all (no such folder, no permission) is
 * an error. */
struct store *store_open(const char *path, const char *format, GError **error);
void store_close(struct store *s); /* flushes */

/* What the user should be told, one line each ("program database rebuilt: ..."), or NULL. Grows. */
const char *store_notes(const struct store *s);
bool store_is_writable(const struct store *s);

/* Writes all that was put since the last flush, in one transaction. On an error (a full disk) a note is made,
 * and from then on the store lives in memory. */
void store_flush(struct store *s);

/* ---- plain values ---- */

/* "rules" -> hash and the like; NULL if it is not there. Owned by the store. */
const char *store_value(struct store *s, const char *key);
void store_set_value(struct store *s, const char *key, const char *value);

/* ---- files: what units were parsed from ---- */

struct store_file {
    uint32_t id; /* from 1 */
    char *path;
    int64_t mtime_ns, size;
    uint64_t hash; /* of the content */
};
/* The file of that path, made on first use with zeros; the caller may change all but id and path, and says so
 * with store_file_changed(). Valid until store_close(). */
struct store_file *store_file(struct store *s, const char *path);
struct store_file *store_file_by_id(struct store *s, uint32_t id);
void store_file_changed(struct store *s, struct store_file *f);
uint32_t store_nfiles(struct store *s); /* ids are 1..n */

/* ---- units ---- */

struct store_unit {
    uint32_t id;        /* from 1                                                                      */
    char *file;         /* absolute path of the main file                                              */
    uint64_t command;   /* hash of the flags                                                           */
    uint64_t key;       /* hash of all that it was parsed from                                         */
    uint32_t flags;     /* STORE_UNIT_*                                                                */
    uint32_t functions; /* its own                                                                     */
    uint32_t cost_us;   /* what parsing took: the longest come first next time                         */
    char *failure;      /* why it is not, or not in full, checked; or NULL                             */
};
enum {
    STORE_UNIT_PARSED = 1,   /* has IR                                                        */
    STORE_UNIT_ANALYSED = 2, /* its summaries and violations belong to this IR               */
};
/* As store_file(). `failure` is set with store_unit_fail(). */
struct store_unit *store_unit(struct store *s, const char *file);
struct store_unit *store_find_unit(struct store *s, const char *file); /* NULL if there is none */
struct store_unit *store_unit_by_id(struct store *s, uint32_t id);     /* NULL if it was removed */
void store_unit_changed(struct store *s, struct store_unit *u);
void store_unit_fail(struct store *s, struct store_unit *u, const char *reason_or_null);
/* With all its blobs. */
void store_remove_unit(struct store *s, struct store_unit *u);
uint32_t store_max_unit(struct store *s); /* ids are 1..max, with holes */

/* ---- header functions: each content once ---- */

/* The id (from 1) of the header function with this content hash; `is_new` says that it has just been made and
 * its blobs must be put. */
uint32_t store_header(struct store *s, uint64_t hash, bool *is_new);
uint32_t store_find_header(struct store *s, uint64_t hash); /* 0 if there is none */
uint64_t store_header_hash(struct store *s, uint32_t id);
uint32_t store_max_header(struct store *s);

/* ---- blobs ---- */

/* Takes a reference; NULL removes. */
void store_put(struct store *s, enum store_blob kind, uint32_t id, GBytes *data);
/* g_bytes_unref(); NULL if there is none. A blob that can't be read counts as none, with a note. */
GBytes *store_get(struct store *s, enum store_blob kind, uint32_t id);
/* All blobs of a kind, by id, fast: one statement. `data` is valid during the call. */
void store_each(struct store *s, enum store_blob kind,
                void (*each)(void *context, uint32_t id, const void *data, size_t n), void *context);

/* ---- care ---- */

struct store_stats {
    uint64_t file_bytes, units, failed, functions, headers, files;
    uint64_t rows[STORE_BLOB_KINDS], bytes[STORE_BLOB_KINDS];
};
void store_stats(struct store *s, struct store_stats *out);
/* SQLite's own integrity check; a list of what is wrong (g_strfreev), or NULL. */
char **store_check(struct store *s);

#endif

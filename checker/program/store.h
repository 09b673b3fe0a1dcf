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

/* Where blobs hang: kinds X(id, table name, whose). Each is a table (id INTEGER PRIMARY KEY, data BLOB); id
 * is that of the unit or of the header function, which must be there before the blob is put. */
#define STORE_BLOBS(X)                                                                                       \
    X(IR, "ir", UNIT) /* its own functions, compressed                      */                               \
    X(HEADER_IR, "header_ir", HEADER)                                                                        \
    X(OUTLINE, "outline", UNIT) /* what linking needs                                 */                     \
    X(HEADER_OUTLINE, "header_outline", HEADER)                                                              \
    X(SUMMARY, "summary", UNIT) /* its functions' summaries                           */                     \
    X(HEADER_SUMMARY, "header_summary", HEADER)                                                              \
    X(VIOLATION, "violation", UNIT) /* if there are any                                   */                 \
    X(HEADER_VIOLATION, "header_violation", HEADER)                                                          \
    X(CALLS, "calls", UNIT)    /* contexts of its calls, for `why`                   */                      \
    X(FIELDS, "fields", UNIT)  /* memory that it puts into fields and takes out      */                      \
    X(DEPS, "deps", UNIT)      /* the files that it was parsed from                  */                      \
    X(STATE, "state", PROGRAM) /* id is what the program says: a small number        */
enum store_blob {
#define X(id, table, whose) STORE_##id,
    STORE_BLOBS(X)
#undef X
        STORE_BLOB_KINDS
};
enum { STORE_STATE_MAX = 65535 }; /* the largest id of STATE */

/* Opens or creates the file; NULL for none. `format` names the version of all that is kept: a file of another
 * format is made anew, with a note; a damaged one is set aside as PATH.corrupt and made anew, with a note. If
 * another process holds the writer's lock (PATH.lock), or the file may not be written, it is only read, as it
 * is at this moment, with a note. Errors: there is no such folder, no permission to make a file and none to
 * read, or the path holds something that is not ours.
 *
 * Not for two threads at once. A child of fork() may go on reading (it opens the file anew); what it puts is
 * seen by nobody else. */
struct store *store_open(const char *path, const char *format, GError **error);
/* Most of a small question's time goes into the table of files, which only some need. */
enum store_want { STORE_ALL, STORE_WITHOUT_FILES };
/* Only to read what is there, whoever is writing: a file that is not there, damaged or of another format is
 * an error, and is left as it is. */
struct store *store_open_to_read(const char *path, const char *format, enum store_want want, GError **error);
void store_close(struct store *s); /* flushes; NULL is allowed */
/* An empty database that is to take the place of the file: what is there stays until store_settle(), and for
 * good if this process dies. Holds the writer's lock. Errors: as store_open(), and another process is writing
 * it. store_close() leaves no trace of it. */
struct store *store_open_anew(const char *path, const char *format, GError **error);
/* Puts it in its place, whole or not at all; false and an error if that fails. Frees the store in any case.
 */
bool store_settle(struct store *s, GError **error);
/* Removes the file, whatever format it has; its lock stays. Errors: it is not there or not ours, another
 * process is writing it, no permission. */
bool store_remove(const char *path, GError **error);

/* What the user should be told, one line each ("program database rebuilt: ..."), or NULL. Grows. */
const char *store_notes(const struct store *s);
/* Absolute; NULL: there is no file. */
const char *store_path(const struct store *s);
bool store_is_writable(const struct store *s);

/* Writes all that was put since the last flush, in one transaction. On an error (a full disk) a note is made,
 * and from then on the store lives in memory. */
void store_flush(struct store *s);

/* How many blobs were found missing or damaged up to now. If it is more than it was, something in this run
 * was computed from less than it should have been. */
uint32_t store_lost(const struct store *s);

/* Forgets everything, in the file as well: as new. All pointers that the store gave are invalid. */
void store_clear(struct store *s);

/* ---- plain values ---- */

/* "rules" -> hash and the like; NULL if it is not there. Owned by the store, until it is set anew. */
const char *store_value(struct store *s, const char *key);
/* NULL removes. Keys that begin with "state " are the store's own. */
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
struct store_file *store_file_by_id(struct store *s, uint32_t id); /* NULL if there is none */
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
    STORE_UNIT_ERRORS = 8,   /* the compiler saw errors in it                              */
    STORE_UNIT_MISSING = 16, /* headers were not found, or the model's were used           */
    STORE_UNIT_STALE = 4,    /* files that it was parsed from have changed since         */
    STORE_UNIT_BARE = 32,    /* no comment of its main file suppresses findings           */
    STORE_UNIT_ANALYSED = 2, /* its summaries and violations belong to this IR               */
};
/* As store_file(). `failure` is set with store_unit_fail(). */
struct store_unit *store_unit(struct store *s, const char *file);
struct store_unit *store_find_unit(struct store *s, const char *file); /* NULL if there is none */
struct store_unit *store_unit_by_id(struct store *s, uint32_t id);     /* NULL if it was removed */
void store_unit_changed(struct store *s, struct store_unit *u);
void store_unit_fail(struct store *s, struct store_unit *u, const char *reason_or_null);
/* With all its blobs; `u` is invalid afterwards. */
void store_remove_unit(struct store *s, struct store_unit *u);
uint32_t store_max_unit(struct store *s); /* ids are 1..max, with holes */

/* ---- header functions: each content once ---- */

/* The id (from 1) of the header function with this content hash; `is_new` says that it has just been made and
 * its blobs must be put. */
uint32_t store_header(struct store *s, uint64_t hash, bool *is_new);
uint32_t store_find_header(struct store *s, uint64_t hash); /* 0 if there is none */
uint64_t store_header_hash(struct store *s, uint32_t id);   /* 0 if it was removed */
/* With its blobs. */
void store_remove_header(struct store *s, uint32_t id);
uint32_t store_max_header(struct store *s); /* ids are 1..max, with holes */

/* ---- blobs ---- */

/* Takes a reference; NULL removes. */
void store_put(struct store *s, enum store_blob kind, uint32_t id, GBytes *data);
/* g_bytes_unref(); NULL if there is none. A blob that can't be read, or is not as it was put, counts as none,
 * with a note (once) and in store_lost(). */
GBytes *store_get(struct store *s, enum store_blob kind, uint32_t id);
/* Whether there should be one: if so, and store_get() gives NULL, it was lost. */
bool store_has(struct store *s, enum store_blob kind, uint32_t id);
/* Of its bytes; 0 if there is none. */
uint64_t store_checksum(struct store *s, enum store_blob kind, uint32_t id);
/* All blobs of a kind, by id, fast: one statement. `data` is valid during the call. Lost ones are left out.
 */
void store_each(struct store *s, enum store_blob kind,
                void (*each)(void *context, uint32_t id, const void *data, size_t n), void *context);

/* ---- an image: one large piece that can be made again ---- */

/* Keeps it in a file beside the database, in place of the one before; nothing happens without a file, or if
 * this run may not write. `stamp` says what it was made from. */
void store_image_put(struct store *s, uint64_t stamp, GBytes *bytes);
/* Mapped (g_bytes_unref), aligned to 8 bytes; NULL if there is none with this stamp, or if it is damaged. */
GBytes *store_image_get(const struct store *s, uint64_t stamp);

/* ---- care ---- */

struct store_stats {
    uint64_t file_bytes; /* on the disk, with the files beside                                   */
    int64_t written_s;   /* when it was written last, since the epoch                          */
    uint64_t units, failed, functions, headers, files;
    uint64_t rows[STORE_BLOB_KINDS], bytes[STORE_BLOB_KINDS];
};
void store_stats(struct store *s, struct store_stats *out);
/* The table of a kind of blobs. */
const char *store_blob_table(enum store_blob kind);
/* Reads everything: SQLite's own integrity check, then each blob against its checksum. A list of what is
 * wrong (g_strfreev), or NULL. */
char **store_check(struct store *s);

#endif

/* Opening the program database: who may write, whether the file is ours and whole, and what to do if not.
 *
 * Needs store_sql.c, store_rows.c. A run that got the lock beside the file (FILE.lock) writes; any other
 * reads the file as it is at that moment, in one transaction that lasts as long as the store.
 */
#include "program/store_inner.h"

#include "base/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#define SCHEMA "1" /* change it with what checksums cover, or how marks are written */

enum { APPLICATION = 0x67667063 }; /* "gfpc", where SQLite files say whose they are */

/* ---- life ---- */

static void give_up_lock(struct store *s)
{
    if (s->lock >= 0) close(s->lock);
    s->lock = -1;
}

static void store_free(struct store *s)
{
    sql_close(&s->sql);
    give_up_lock(s);
    store_free_rows(s);
    g_string_free(s->notes, TRUE);
    g_free(s->path);
    g_free(s->place);
    g_free(s->format);
    g_free(s);
}

/* ---- the files ---- */

char *store_beside(const struct store *s, const char *ending)
{
    return g_strconcat(s->path, ending, NULL);
}

static bool exists_beside(const struct store *s, const char *ending)
{
    char *path = store_beside(s, ending);
    bool exists = g_access(path, F_OK) == 0;
    g_free(path);
    return exists;
}

static void remove_beside(const struct store *s, const char *ending)
{
    char *path = store_beside(s, ending);
    g_unlink(path);
    g_free(path);
}

/* The database goes first: whoever opens it then finds none, not one with a foreign log. */
static void remove_files(const struct store *s)
{
    g_unlink(s->path);
    remove_beside(s, "-wal");
    remove_beside(s, "-shm");
    remove_beside(s, "-journal");
    remove_beside(s, STORE_IMAGE);
    remove_beside(s, STORE_IMAGE_NEW);
}

static void set_aside(const struct store *s)
{
    char *aside = store_beside(s, ".corrupt");
    if (g_rename(s->path, aside) != 0) g_unlink(s->path);
    g_free(aside);
    remove_files(s);
}

enum content { ABSENT, OURS, FOREIGN, NOT_A_FILE, UNREADABLE };

/* Whose file this is, by its first bytes; *code is an errno that tells why it is unreadable. */
static enum content content_of(const struct store *s, int *code)
{
    static const char magic[16] = "SQLite format 3", zeros[16];
    unsigned char head[100];
    GStatBuf st;

    *code = g_stat(s->path, &st) != 0 ? errno : 0;
    if (*code) return *code == ENOENT ? ABSENT : UNREADABLE;
    if (!S_ISREG(st.st_mode)) return NOT_A_FILE;
    *code = g_access(s->path, R_OK) != 0 ? errno : 0;
    if (!*code && sql_peek(s->path, head, sizeof(head)) != SQLITE_OK) *code = EIO;
    if (*code) return UNREADABLE;
    /* zeros are what a crash of the machine may leave; and where we have been before, it is ours in any state
     */
    if (memcmp(head, zeros, sizeof(zeros)) == 0 || exists_beside(s, ".lock")) return OURS;
    const unsigned char *id = head + 68;
    uint32_t application = (uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8 | id[3];
    return memcmp(head, magic, sizeof(magic)) == 0 && application == APPLICATION ? OURS : FOREIGN;
}

/* ---- opening ---- */

/* Different for each format, and each set of tables: a file that has another is not read. */
static uint32_t version_of(const struct store *s)
{
    static const char tables[] =
#define X(id, name, columns) name "(" columns ")"
        STORE_TABLES(X)
#undef X
#define X(id, table, whose) table " of " #whose
            STORE_BLOBS(X)
#undef X
        ;
    char *text = g_strdup_printf("%s %d %s %s", SCHEMA, G_BYTE_ORDER, tables, s->format);
    uint32_t version = (uint32_t)hash64_text(text) & INT32_MAX;
    g_free(text);
    return version ? version : 1;
}

enum found {
    WHOLE,
    EMPTY,   /* no tables yet */
    OLDER,   /* of another format */
    DAMAGED, /* *rc tells what SQLite thinks */
    FAILED,  /* the disk, permissions, or another program */
    MOVED,   /* another file is in its place by now */
};

static enum found found_by(int rc)
{
    return sql_is_damage(rc) ? DAMAGED : FAILED;
}

/* Reads what is in the open file. */
static enum found load(struct store *s, int *rc)
{
    int64_t application = sql_number(&s->sql, "PRAGMA application_id", rc);
    if (*rc != SQLITE_OK) return found_by(*rc);
    int64_t version = sql_number(&s->sql, "PRAGMA user_version", rc);
    if (*rc != SQLITE_OK) return found_by(*rc);
    int64_t pages = sql_number(&s->sql, "PRAGMA page_count", rc);
    if (*rc != SQLITE_OK) return found_by(*rc);
    if (pages == 0) return EMPTY;
    *rc = SQLITE_NOTADB;
    if (application != APPLICATION) return DAMAGED;
    if (version != version_of(s)) return OLDER;
    store_forget(s);
    *rc = rows_load(s);
    if (*rc == SQLITE_OK) return WHOLE;
    store_forget(s);
    return found_by(*rc);
}

/* Holds what is in the file now for as long as the store is open. */
static enum found open_snapshot(struct store *s, enum sql_mode mode, int *rc)
{
    *rc = sql_open(&s->sql, s->path, mode);
    if (*rc == SQLITE_OK) *rc = sql_run(&s->sql, "BEGIN");
    enum found found = *rc == SQLITE_OK ? load(s, rc) : found_by(*rc);
    /* the writer has set it aside meanwhile: what was read may be an old file with a new one's log */
    bool moved = s->sql.db && mode == SQL_READ && sql_has_moved(&s->sql);
    if (moved) store_forget(s);
    if (moved || found == OLDER || found == DAMAGED || found == FAILED) sql_close(&s->sql);
    return moved ? MOVED : found;
}

static void begin_reading(struct store *s)
{
    int rc, tries = 3;
    enum found found;

    do found = open_snapshot(s, SQL_READ, &rc);
    while (found == MOVED && --tries);
    /* no log: nothing is missed by not looking for one, and without permission SQLite could not make one */
    if (found == FAILED && !exists_beside(s, "-wal")) found = open_snapshot(s, SQL_IMMUTABLE, &rc);
    if (found == DAMAGED || found == FAILED)
        store_note(s, "program database %s cannot be read (%s)", s->path, sqlite3_errstr(rc));
    if (found == OLDER) store_note(s, "program database %s is of another version, and not read", s->path);
}

static enum found open_to_write(struct store *s, int *rc)
{
    *rc = sql_open(&s->sql, s->path, SQL_WRITE);
    if (*rc != SQLITE_OK) return found_by(*rc);
    if (sqlite3_db_readonly(s->sql.db, "main")) {
        *rc = SQLITE_READONLY; /* by the file's own first page, if not by its permissions */
        return g_access(s->path, W_OK) == 0 ? DAMAGED : FAILED;
    }
    enum found found = load(s, rc);
    if (found == EMPTY) {
        *rc = sql_create(&s->sql, APPLICATION, version_of(s));
        found = *rc == SQLITE_OK ? WHOLE : found_by(*rc);
    }
    if (found == WHOLE) sql_use_log(&s->sql); /* only now: it makes an empty file one with a page */
    return found;
}

/* With the lock held; gives it up if the file cannot be written. */
static void begin_writing(struct store *s)
{
    int rc;
    enum found found = open_to_write(s, &rc);

    if (found == DAMAGED || found == OLDER) {
        sql_close(&s->sql);
        if (found == DAMAGED) {
            store_note(s, "program database %s is damaged (%s): set aside as %s.corrupt and made anew",
                       s->path, sqlite3_errstr(rc), s->path);
            set_aside(s);
        } else {
            store_note(s, "program database %s is of another version: made anew", s->path);
            remove_files(s);
        }
        found = open_to_write(s, &rc);
    }
    s->writable = found == WHOLE;
    if (s->writable) return;
    sql_close(&s->sql);
    give_up_lock(s);
    store_note(s, "program database %s cannot be written (%s): this run's results are not kept", s->path,
               sqlite3_errstr(rc));
    if (exists_beside(s, "")) begin_reading(s);
}

/* Takes the writer's lock; or gives an errno, with a note. */
static int take_lock(struct store *s)
{
    char *path = store_beside(s, ".lock");
    int code = 0;

    s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (s->lock < 0 || flock(s->lock, LOCK_EX | LOCK_NB) != 0) code = errno;
    g_free(path);
    if (code) give_up_lock(s);
    if (code == EWOULDBLOCK)
        store_note(s, "another run is writing program database %s: this run's results are not kept", s->path);
    else if (code)
        store_note(s, "program database %s cannot be written (%s): this run's results are not kept", s->path,
                   g_strerror(code));
    return code;
}

static void set_error(GError **error, int code, const struct store *s, const char *why)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "program database %s: %s", s->path, why);
}

/* Absolute, and where symbolic links lead, also if there is no such file yet. */
static char *real_path(const char *path)
{
    char *absolute = g_canonicalize_filename(path, NULL);

    for (int links = 0; links < 40; links++) {
        char *target = g_file_read_link(absolute, NULL), *folder = g_path_get_dirname(absolute);
        char *next = target ? g_canonicalize_filename(target, folder) : NULL;
        g_free(folder);
        g_free(target);
        if (!next) break;
        g_free(absolute);
        absolute = next;
    }
    char *real = realpath(absolute, NULL);
    if (real) {
        g_free(absolute);
        absolute = g_strdup(real);
        free(real);
    }
    return absolute;
}

/* Whether the path may be ours; an error if not. *content is ABSENT or OURS then. */
static bool is_for_us(struct store *s, enum content *content, GError **error)
{
    int code;
    *content = content_of(s, &code);
    switch (*content) {
    case NOT_A_FILE: set_error(error, EISDIR, s, "is not a regular file"); return false;
    case UNREADABLE: set_error(error, code, s, g_strerror(code)); return false;
    case FOREIGN: set_error(error, EINVAL, s, "is another program's file, and left alone"); return false;
    case ABSENT:
    case OURS: break;
    }
    return true;
}

static bool open_file(struct store *s, GError **error)
{
    enum content content;
    if (!is_for_us(s, &content, error)) return false;
    int code = take_lock(s);
    if (code == 0) {
        if (!exists_beside(s, "")) remove_files(s); /* a log without its database */
        begin_writing(s);
    } else if (content == OURS) {
        begin_reading(s);
    } else if (code != EWOULDBLOCK && code != ENOSPC && code != EDQUOT) {
        set_error(error, code, s, g_strerror(code));
        return false;
    }
    return true;
}

static struct store *store_new(const char *format)
{
    struct store *s = g_new0(struct store, 1);

    s->notes = g_string_new(NULL);
    s->format = g_strdup(format);
    s->lock = -1;
    s->pid = getpid();
    store_forget(s);
    return s;
}

struct store *store_open_to_read(const char *path, const char *format, enum store_want want, GError **error)
{
    struct store *s = store_new(format);
    int code;

    s->want = want;
    s->path = real_path(path);
    enum content content = content_of(s, &code);
    if (content == OURS) {
        begin_reading(s);
        if (s->sql.db) return s;
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", g_strchomp(s->notes->str));
    } else if (content == ABSENT || content == UNREADABLE) {
        set_error(error, code, s, g_strerror(code));
    } else {
        set_error(error, EINVAL, s, "is no program database");
    }
    store_free(s);
    return NULL;
}

struct store *store_open(const char *path, const char *format, GError **error)
{
    struct store *s = store_new(format);

    if (path) {
        s->path = real_path(path);
        if (!open_file(s, error)) {
            store_free(s);
            return NULL;
        }
    }
    return s;
}

struct sql *store_sql(struct store *s)
{
    if (s->sql.db && s->pid != getpid()) {
        /* SQLite's connections are not for children, not even to close them */
        int rc = sql_open(&s->sql, s->path, SQL_READ);
        s->pid = getpid();
        s->writable = false;
        s->child = true;
        if (rc != SQLITE_OK) store_trouble(s, rc);
    }
    return s->sql.db ? &s->sql : NULL;
}

void store_close(struct store *s)
{
    if (!s) return;
    bool own = s->pid == getpid() && !s->child;
    store_flush(s);
    if (!own && !s->child) memset(&s->sql, 0, sizeof(s->sql)); /* the parent's */
    sql_close(&s->sql);
    if (own && s->place)
        remove_files(s);
    else if (own && s->damaged && s->lock >= 0)
        set_aside(s);
    store_free(s);
}

void store_clear(struct store *s)
{
    store_forget(s);
    if (!s->sql.db || s->lock < 0 || s->pid != getpid()) return;
    sql_close(&s->sql);
    remove_files(s);
    s->damaged = s->troubled = false;
    begin_writing(s);
}

/* To replace or remove the file. */
static bool take_over(struct store *s, GError **error)
{
    int code = take_lock(s);
    if (code) set_error(error, code, s, code == EWOULDBLOCK ? "another run is writing it" : g_strerror(code));
    return code == 0;
}

bool store_remove(const char *path, GError **error)
{
    struct store *s = store_new("");
    enum content content;
    int code = 0;

    s->path = real_path(path);
    bool ok = is_for_us(s, &content, error);
    if (ok && content == ABSENT) code = ENOENT; /* and makes no lock */
    if (ok && !code) ok = take_over(s, error);
    if (ok && !code && g_unlink(s->path) != 0) code = errno;
    if (ok && !code) remove_files(s); /* what is left beside it */
    if (code) set_error(error, code, s, g_strerror(code));
    store_free(s);
    return ok && !code;
}

/* An empty file beside the one whose place it is to take; with its lock held, nobody else makes one there. */
static bool begin_anew(struct store *s, GError **error)
{
    int rc;
    s->place = s->path;
    s->path = g_strconcat(s->place, ".new", NULL);
    remove_files(s);
    s->writable = open_to_write(s, &rc) == WHOLE;
    if (s->writable) return true;
    set_error(error, EIO, s, sqlite3_errstr(rc));
    sql_close(&s->sql);
    remove_files(s);
    return false;
}

struct store *store_open_anew(const char *path, const char *format, GError **error)
{
    struct store *s = store_new(format);
    enum content content;

    s->path = real_path(path);
    if (is_for_us(s, &content, error) && take_over(s, error) && begin_anew(s, error)) return s;
    store_free(s);
    return NULL;
}

/* Makes the file as it is to stay, and closes it. */
static bool finish_file(struct store *s, GError **error)
{
    store_flush(s);
    int rc = s->writable ? sql_merge_log(&s->sql) : SQLITE_OK;
    sql_close(&s->sql);
    if (s->writable && rc == SQLITE_OK) return true;
    if (s->writable) store_note(s, "program database %s cannot be written (%s)", s->path, sqlite3_errstr(rc));
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s", s->notes->str);
    return false;
}

static bool move_into_place(struct store *s, GError **error)
{
    char *made = g_steal_pointer(&s->path), *image = g_strconcat(made, STORE_IMAGE, NULL), *place;
    s->path = g_steal_pointer(&s->place);
    place = store_beside(s, STORE_IMAGE);
    /* the log of a run that was killed must not meet the new file */
    if (exists_beside(s, "-wal")) remove_files(s);
    int code = g_rename(made, s->path) != 0 ? errno : 0;
    if (code) {
        set_error(error, code, s, g_strerror(code));
        g_unlink(made);
    }
    if (code || g_rename(image, place) != 0) g_unlink(image);
    g_free(place);
    g_free(image);
    g_free(made);
    return !code;
}

bool store_settle(struct store *s, GError **error)
{
    bool ok = finish_file(s, error);
    if (ok)
        ok = move_into_place(s, error);
    else
        remove_files(s);
    store_free(s);
    return ok;
}

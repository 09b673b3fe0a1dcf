/* The program database on bad days: files that are not ours, not whole or not writable, and full disks. It is
 * made anew or left alone, with a note or an error that names it; nothing wrong is ever read.
 */
#define _GNU_SOURCE /* unshare() */
#include "store_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { UNITS = 60, HEADERS = 30 };

/* What each blob holds tells where it was put. */
static char *text_of(enum store_blob kind, uint32_t id, char round)
{
    char *padding = g_strnfill((id * 37 + kind * 1000) % 9000, (char)('a' + id % 26));
    char *text = g_strdup_printf("%c %d %u %s", round, (int)kind, id, padding);
    g_free(padding);
    return text;
}

static void put_own(struct store *s, enum store_blob kind, uint32_t id, char round)
{
    char *text = text_of(kind, id, round);
    put(s, kind, id, text);
    g_free(text);
}

static void fill_round(struct store *s, char round)
{
    for (unsigned i = 1; i <= UNITS; i++) {
        char name[40];
        snprintf(name, sizeof(name), "/kernel/drivers/unit%u.c", i);
        struct store_unit *u = store_unit(s, name);
        u->key = i * 1000003ull;
        u->flags = STORE_UNIT_PARSED;
        store_unit_changed(s, u);
        store_file(s, name)->hash = i * 77;
        put_own(s, STORE_IR, u->id, round);
        put_own(s, STORE_OUTLINE, u->id, round);
    }
    for (unsigned i = 1; i <= HEADERS; i++) {
        bool is_new;
        put_own(s, STORE_HEADER_IR, store_header(s, i * 12345, &is_new), round);
    }
    store_set_value(s, "rules", "abc");
}

static void make_database(void)
{
    struct store *s = open_quietly();
    fill_round(s, '0');
    store_close(s);
}

/* All that is there is right, of round '0' or later; gives the number of blobs that are there. */
static unsigned check_true(struct store *s)
{
    static const enum store_blob kinds[] = {STORE_IR, STORE_OUTLINE, STORE_HEADER_IR};
    unsigned n = 0;

    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        char name[40];
        snprintf(name, sizeof(name), "/kernel/drivers/unit%u.c", id);
        ck_assert_str_eq(store_unit_by_id(s, id)->file, name);
        ck_assert_uint_eq(store_unit_by_id(s, id)->key, id * 1000003ull);
        ck_assert_uint_eq(store_file_by_id(s, id)->hash, id * 77);
    }
    for (uint32_t id = 1; id <= store_max_header(s); id++)
        ck_assert_uint_eq(store_header_hash(s, id), id * 12345);
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        for (uint32_t id = 1; id <= UNITS; id++) {
            char *text = get(s, kinds[k], id);
            char *expected = text_of(kinds[k], id, text ? text[0] : 0);
            if (text) ck_assert_str_eq(text, expected);
            n += text != NULL;
            g_free(expected);
            g_free(text);
        }
    }
    return n;
}

static unsigned nothing(struct store *s)
{
    return store_max_unit(s) + store_nfiles(s) + store_max_header(s) + (store_value(s, "rules") != NULL);
}

/* It is empty, can be filled, and is then like any other. */
static void check_new(struct store *s)
{
    ck_assert_uint_eq(nothing(s), 0);
    fill_round(s, '0');
    store_close(s);
    s = open_quietly();
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
}

static void set_file(const char *bytes, gssize n)
{
    ck_assert(g_file_set_contents(file, bytes, n, NULL));
}

/* Opening fails; the message names the file and has the words. */
static void check_refused(const char *path, const char *words)
{
    GError *error = NULL;
    ck_assert_ptr_null(store_open(path, FORMAT, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(strstr(error->message, path) && strstr(error->message, words), "%s", error->message);
    g_error_free(error);
}

/* ---- files that are not ours ---- */

START_TEST(refuses_what_is_no_file)
{
    char *fifo = beside(".fifo"), *below = g_build_filename(folder, "none", "x.db", NULL);

    check_refused(folder, "not a regular file");
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    check_refused(fifo, "not a regular file");
    check_refused(below, g_strerror(ENOENT));
    set_file("", 0);
    char *in_file = g_build_filename(file, "x.db", NULL);
    check_refused(in_file, g_strerror(ENOTDIR));
    g_free(in_file);
    g_free(below);
    g_free(fifo);
}
END_TEST

START_TEST(leaves_foreign_files_alone)
{
    char *text;
    set_file("int main(void) { return 0; }\n", -1);
    for (int i = 0; i < 2; i++) check_refused(file, "another program's file");
    ck_assert(g_file_get_contents(file, &text, NULL, NULL));
    ck_assert_str_eq(text, "int main(void) { return 0; }\n");
    g_free(text);
    g_unlink(file);

    sqlite3 *db;
    ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "CREATE TABLE unit(a)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    for (int i = 0; i < 2; i++) check_refused(file, "another program's file");
    char *lock = beside(".lock");
    ck_assert(!g_file_test(lock, G_FILE_TEST_EXISTS));
    g_free(lock);
}
END_TEST

START_TEST(takes_an_empty_file)
{
    set_file("", 0);
    check_new(open_quietly());
}
END_TEST

START_TEST(follows_a_link)
{
    char *link = g_build_filename(folder, "link.db", NULL);
    ck_assert_int_eq(symlink(file, link), 0);
    struct store *s = store_open(link, FORMAT, NULL);
    ck_assert_ptr_nonnull(s);
    fill_round(s, '0');
    store_close(s);
    s = open_quietly();
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    struct store *other = store_open(link, FORMAT, NULL);
    ck_assert(!store_is_writable(other));
    store_close(other);
    store_close(s);
    g_free(link);
}
END_TEST

START_TEST(replaces_older)
{
    char *aside = beside(".corrupt");
    make_database();
    struct store *s = store_open(file, "test 2", NULL);
    ck_assert_ptr_nonnull(strstr(store_notes(s), "another version: made anew"));
    ck_assert_uint_eq(nothing(s), 0);
    ck_assert(store_is_writable(s));
    ck_assert(!g_file_test(aside, G_FILE_TEST_EXISTS));
    store_close(s);
    check_new(open_with_note("another version: made anew", true));
    g_free(aside);
}
END_TEST

START_TEST(reader_skips_older)
{
    make_database();
    struct store *s = open_quietly();
    struct store *reader = store_open(file, "test 2", NULL);
    ck_assert_ptr_nonnull(strstr(store_notes(reader), "another version, and not read"));
    ck_assert_uint_eq(nothing(reader), 0);
    store_close(reader);
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
}
END_TEST

/* ---- files that are not whole ---- */

static void check_set_aside(const char *words)
{
    char *aside = beside(".corrupt");
    struct store *s = open_with_note(words, true);
    ck_assert(g_file_test(aside, G_FILE_TEST_EXISTS));
    check_new(s);
    g_free(aside);
}

START_TEST(sets_zeros_aside)
{
    char *zeros = g_malloc0(100000);
    set_file(zeros, 100000);
    check_set_aside("damaged");
    set_file("what was a database", -1); /* the lock beside it says so */
    check_set_aside("damaged");
    g_free(zeros);
}
END_TEST

START_TEST(sets_truncated_aside)
{
    GStatBuf st;
    make_database();
    g_stat(file, &st);
    for (int i = 1; i <= 20; i++) {
        if (truncate(file, st.st_size * i / 21) != 0) ck_abort();
        check_set_aside("damaged");
    }
}
END_TEST

/* One byte after the other is wrong. What is read then is right, or known to be lost, or all is made anew. */
START_TEST(notices_wrong_bytes)
{
    char *whole, *lock = beside(".lock");
    gsize n;
    unsigned seed = 1, lost = 0, anew = 0, unharmed = 0;

    make_database();
    ck_assert(g_file_get_contents(file, &whole, &n, NULL));
    for (int i = 0; i < 400; i++) {
        seed = seed * 1103515245 + 12345;
        /* the first page, where the form is said, more often than its size deserves */
        gsize at = i < 130 ? (gsize)i : (seed >> 1) % (i % 4 ? n : 8192);
        char was = whole[at];
        whole[at] = (char)(was ^ (1 << i % 8 | (i % 3 == 0 ? 0x55 : 0)));
        set_file(whole, (gssize)n);
        whole[at] = was;
        struct store *s = open_file();
        unsigned found = check_true(s);
        if (nothing(s) == 0) {
            ck_assert_ptr_nonnull(store_notes(s));
            ck_assert(store_is_writable(s));
            anew++;
        } else if (store_lost(s)) {
            ck_assert_uint_eq(found + store_lost(s), 2 * UNITS + HEADERS);
            ck_assert_ptr_nonnull(store_notes(s));
            char **wrong = store_check(s);
            ck_assert_ptr_nonnull(wrong);
            g_strfreev(wrong);
            lost++;
        } else {
            ck_assert_uint_eq(found, 2 * UNITS + HEADERS);
            unharmed++;
        }
        store_close(s);
    }
    ck_assert_msg(lost > 50 && anew > 50 && unharmed > 10, "%u lost, %u anew, %u unharmed", lost, anew,
                  unharmed);
    g_free(whole);
    g_free(lock);
}
END_TEST

static void run_sql(const char *text)
{
    sqlite3 *db;
    char *message = NULL;
    ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
    sqlite3_exec(db, text, NULL, NULL, &message);
    ck_assert_msg(!message, "%s", message);
    sqlite3_close(db);
}

/* Rows that SQLite finds nothing wrong with. */
START_TEST(notices_stale_blobs)
{
    make_database();
    run_sql("DELETE FROM ir WHERE id=7; DELETE FROM header_ir WHERE id>28;"
            "UPDATE outline SET data=(SELECT data FROM outline WHERE id=3) WHERE id=4;"
            "UPDATE outline SET data=NULL WHERE id=5; INSERT INTO violation VALUES(3, 'of nobody')");
    struct store *s = open_quietly();
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS - 5);
    ck_assert_uint_eq(store_lost(s), 5);
    ck_assert_ptr_nonnull(strstr(store_notes(s), "damaged"));
    check_blob(s, STORE_VIOLATION, 3, NULL);
    ck_assert(store_has(s, STORE_IR, 7));
    /* what is put again is there again */
    fill_round(s, '1');
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
    s = open_quietly();
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    ck_assert_ptr_null(store_check(s));
    store_close(s);
}
END_TEST

static const char *const edits[] = {
    "UPDATE unit SET key=key+1 WHERE id=3",
    "UPDATE unit SET failure='' WHERE id=3",
    "UPDATE unit SET id=1000 WHERE id=3",
    "UPDATE unit SET id=-3 WHERE id=3",
    "UPDATE unit SET id=9223372036854775807 WHERE id=3",
    "UPDATE unit SET marks=x'00' WHERE id=3",
    "UPDATE unit SET marks='a long text in place of a short list of marks, with more than ten times sixteen "
    "bytes, so "
    "that there are more of them than kinds of blobs; and it goes on, and on, and on' WHERE id=3",
    "UPDATE unit SET file=(SELECT file FROM unit WHERE id=4) WHERE id=3",
    "UPDATE unit SET file=NULL WHERE id=3",
    "DELETE FROM unit WHERE id=60",
    "DELETE FROM header WHERE id=30",
    "UPDATE header SET hash=99 WHERE id=30",
    "DELETE FROM file",
    "UPDATE file SET path='x' WHERE id=9",
    "DELETE FROM value",
    "UPDATE value SET value='other'",
    "INSERT INTO value VALUES('state 99999999', '7 7', 7)",
    "DELETE FROM total",
    "UPDATE total SET rows=rows+1 WHERE tbl=2",
    "INSERT INTO total VALUES(99, 1, 1)",
    "DROP TABLE unit",
    "ALTER TABLE file DROP COLUMN hash",
    "ALTER TABLE unit RENAME COLUMN key TO other; UPDATE unit SET other='text'",
};

START_TEST(believes_no_changed_row)
{
    make_database();
    run_sql(edits[_i]);
    check_set_aside("damaged");
}
END_TEST

START_TEST(notices_lost_tables)
{
    make_database();
    run_sql("DROP TABLE ir");
    struct store *s = open_quietly();
    ck_assert_uint_eq(check_true(s), UNITS + HEADERS);
    ck_assert_uint_eq(store_lost(s), UNITS);
    store_close(s);
    check_new(open_quietly()); /* it was set aside on closing */
}
END_TEST

/* ---- files that cannot be written ---- */

/* Root may do everything: be nobody. */
static void give_up_root(void)
{
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
}

static bool read_only(void)
{
    give_up_root();
    struct store *s = open_with_note(g_strerror(EACCES), false);
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    fill_round(s, '1');
    store_flush(s);
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
    char *other = g_build_filename(folder, "other.db", NULL);
    check_refused(other, g_strerror(EACCES));
    g_free(other);
    return true;
}

static bool read_only_file(void)
{
    give_up_root();
    struct store *s = open_with_note("cannot be written", false);
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
    return true;
}

static bool unreadable(void)
{
    give_up_root();
    check_refused(file, g_strerror(EACCES));
    return true;
}

START_TEST(reads_what_it_may_not_write)
{
    make_database();
    g_chmod(folder, 0555);
    ck_assert(in_child(read_only));
    g_chmod(folder, 0777);
    g_chmod(file, 0444);
    char *lock = beside(".lock");
    g_chmod(lock, 0666);
    g_free(lock);
    ck_assert(in_child(read_only_file));
    g_chmod(file, 0);
    ck_assert(in_child(unreadable));
    g_chmod(file, 0644);
    struct store *s = open_quietly();
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    store_close(s);
}
END_TEST

/* Flushes rounds until the disk is full; what it knew it still knows. */
static bool fill_disk(void)
{
    struct store *s = open_file();
    for (char round = 'A'; round == 'A' || (round <= 'Z' && store_is_writable(s)); round++) {
        fill_round(s, round);
        for (int i = 0; i < 300; i++) {
            char name[40];
            snprintf(name, sizeof(name), "%c%d", round, i);
            put_own(s, STORE_CALLS, 1 + (unsigned)i % UNITS, round);
            store_file(s, name);
        }
        for (uint32_t i = 0; i < 300; i++) put_own(s, STORE_STATE, (uint32_t)round * 300 + i, round);
        store_flush(s);
    }
    bool noted =
        store_notes(s) && strstr(store_notes(s), "cannot be written") && strstr(store_notes(s), file);
    bool all = check_true(s) == 2 * UNITS + HEADERS && store_lost(s) == 0;
    put(s, STORE_IR, 1, "as before");
    check_blob(s, STORE_IR, 1, "as before");
    store_flush(s);
    store_close(s);
    return noted && all;
}

static bool fill_disk_with_limit(void)
{
    const struct rlimit limit = {3 << 20, 3 << 20};
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    return fill_disk();
}

/* One flush, all of it, is what the next run finds. */
static void check_one_round(struct store *s)
{
    ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
    char *first = get(s, STORE_IR, 1);
    for (uint32_t id = 1; id <= UNITS; id++) {
        char *text = get(s, STORE_IR, id);
        ck_assert_int_eq(text[0], first[0]);
        g_free(text);
    }
    g_free(first);
    ck_assert_ptr_null(store_check(s));
    store_close(s);
}

START_TEST(survives_full_disk)
{
    make_database();
    ck_assert(in_child(fill_disk_with_limit));
    check_one_round(open_quietly());
}
END_TEST

static bool fill_small_disk(void)
{
    static const char *const sizes[] = {"size=16k", "size=40k", "size=200k", "size=1m", "size=3m", "size=9m"};

    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return true;
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        if (mount("none", folder, "tmpfs", 0, sizes[i]) != 0) return true;
        if (!fill_disk()) return false;
        struct store *s = open_file();
        if (nothing(s)) ck_assert_uint_eq(check_true(s), 2 * UNITS + HEADERS);
        ck_assert_uint_eq(store_lost(s), 0);
        store_close(s);
        umount(folder);
    }
    return true;
}

START_TEST(survives_small_disks)
{
    ck_assert(in_child(fill_small_disk));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_damage");
    TCase *tcase = tcase_create("store_damage");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, refuses_what_is_no_file);
    tcase_add_test(tcase, leaves_foreign_files_alone);
    tcase_add_test(tcase, takes_an_empty_file);
    tcase_add_test(tcase, follows_a_link);
    tcase_add_test(tcase, replaces_older);
    tcase_add_test(tcase, reader_skips_older);
    tcase_add_test(tcase, sets_zeros_aside);
    tcase_add_test(tcase, sets_truncated_aside);
    tcase_add_test(tcase, notices_wrong_bytes);
    tcase_add_test(tcase, notices_stale_blobs);
    tcase_add_loop_test(tcase, believes_no_changed_row, 0, (int)G_N_ELEMENTS(edits));
    tcase_add_test(tcase, notices_lost_tables);
    tcase_add_test(tcase, reads_what_it_may_not_write);
    tcase_add_test(tcase, survives_full_disk);
    tcase_add_test(tcase, survives_small_disks);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}

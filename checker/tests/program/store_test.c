/* The program database: what is put is there, in this run and the next, with several runs at once, and after
 * one was killed.
 */
#include "store_fixture.h"

#include <errno.h>
#include <signal.h>

/* ---- what is put is there ---- */

static void fill(struct store *s)
{
    bool is_new;
    struct store_unit *u = store_unit(s, "/k/a.c"), *v = store_unit(s, "/k/b.c");
    struct store_file *f = store_file(s, "/k/\xff not UTF-8.h");

    u->command = UINT64_MAX;
    u->key = 1ull << 63;
    u->flags = STORE_UNIT_PARSED | STORE_UNIT_ANALYSED;
    u->functions = 7;
    u->cost_us = UINT32_MAX;
    store_unit_changed(s, u);
    store_unit_fail(s, v, "took longer than 60 s");
    f->mtime_ns = INT64_MIN;
    f->size = INT64_MAX;
    f->hash = 0xfedcba9876543210;
    store_file_changed(s, f);
    ck_assert_uint_eq(store_header(s, UINT64_MAX, &is_new), 1);
    ck_assert(is_new);
    ck_assert_uint_eq(store_header(s, 5, &is_new), 2);
    ck_assert_uint_eq(store_header(s, UINT64_MAX, &is_new), 1);
    ck_assert(!is_new);
    put(s, STORE_IR, 1, "ir of a");
    put(s, STORE_OUTLINE, 1, "outline of a");
    put(s, STORE_OUTLINE, 2, "");
    put(s, STORE_HEADER_IR, 2, "ir of header function 2");
    put(s, STORE_STATE, 0, "state 0");
    put(s, STORE_STATE, 40, "state 40");
    store_set_value(s, "rules", "abc");
}

static void check_filled(struct store *s)
{
    const struct store_unit *u = store_find_unit(s, "/k/a.c"), *v = store_unit_by_id(s, 2);
    const struct store_file *f = store_file_by_id(s, 1);

    ck_assert_ptr_nonnull(u);
    ck_assert_uint_eq(u->id, 1);
    ck_assert_uint_eq(u->command, UINT64_MAX);
    ck_assert_uint_eq(u->key, 1ull << 63);
    ck_assert_uint_eq(u->functions, 7);
    ck_assert_uint_eq(u->cost_us, UINT32_MAX);
    ck_assert_uint_eq(u->flags, STORE_UNIT_PARSED | STORE_UNIT_ANALYSED);
    ck_assert_ptr_null(u->failure);
    ck_assert_str_eq(v->file, "/k/b.c");
    ck_assert_str_eq(v->failure, "took longer than 60 s");
    ck_assert_uint_eq(store_max_unit(s), 2);
    ck_assert_str_eq(f->path, "/k/\xff not UTF-8.h");
    ck_assert(f->mtime_ns == INT64_MIN && f->size == INT64_MAX && f->hash == 0xfedcba9876543210);
    ck_assert_uint_eq(store_nfiles(s), 1);
    ck_assert_uint_eq(store_find_header(s, 5), 2);
    ck_assert_uint_eq(store_find_header(s, 6), 0);
    ck_assert_uint_eq(store_header_hash(s, 1), UINT64_MAX);
    ck_assert_uint_eq(store_max_header(s), 2);
    check_blob(s, STORE_IR, 1, "ir of a");
    check_blob(s, STORE_IR, 2, NULL);
    check_blob(s, STORE_OUTLINE, 1, "outline of a");
    check_blob(s, STORE_OUTLINE, 2, "");
    check_blob(s, STORE_HEADER_IR, 1, NULL);
    check_blob(s, STORE_HEADER_IR, 2, "ir of header function 2");
    check_blob(s, STORE_STATE, 0, "state 0");
    check_blob(s, STORE_STATE, 1, NULL);
    check_blob(s, STORE_STATE, 40, "state 40");
    ck_assert_str_eq(store_value(s, "rules"), "abc");
    ck_assert_ptr_null(store_value(s, "none"));
    ck_assert_uint_eq(store_lost(s), 0);
}

START_TEST(keeps)
{
    struct store *s = open_quietly();
    fill(s);
    check_filled(s);
    store_flush(s);
    check_filled(s);
    store_close(s);
    s = open_quietly();
    check_filled(s);
    char **wrong = store_check(s);
    ck_assert_msg(!wrong, "%s", wrong ? wrong[0] : "");
    store_close(s);
    char *log = beside("-wal"); /* a store that was closed is one file, and the lock */
    ck_assert(!g_file_test(log, G_FILE_TEST_EXISTS));
    g_free(log);
}
END_TEST

START_TEST(lives_in_memory)
{
    struct store *s = store_open(NULL, FORMAT, NULL);
    ck_assert(!store_is_writable(s));
    fill(s);
    store_flush(s);
    check_filled(s);
    ck_assert_ptr_null(store_notes(s));
    ck_assert_ptr_null(store_check(s));
    store_close(s);
    store_close(NULL);
}
END_TEST

START_TEST(removes)
{
    bool is_new;
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    store_remove_unit(s, store_find_unit(s, "/k/a.c"));
    store_remove_header(s, 2);
    store_remove_header(s, 2);
    store_put(s, STORE_STATE, 40, NULL);
    store_put(s, STORE_STATE, 41, NULL);
    store_set_value(s, "rules", NULL);
    store_unit_fail(s, store_unit_by_id(s, 2), NULL);
    put(s, STORE_OUTLINE, 2, "other");
    for (int i = 0; i < 3; i++) {
        ck_assert_ptr_null(store_find_unit(s, "/k/a.c"));
        ck_assert_ptr_null(store_unit_by_id(s, 1));
        ck_assert_ptr_null(store_unit_by_id(s, 2)->failure);
        check_blob(s, STORE_IR, 1, NULL);
        check_blob(s, STORE_OUTLINE, 2, "other");
        check_blob(s, STORE_HEADER_IR, 2, NULL);
        ck_assert_uint_eq(store_find_header(s, 5), 0);
        ck_assert_uint_eq(store_header_hash(s, 2), 0);
        check_blob(s, STORE_STATE, 0, "state 0");
        check_blob(s, STORE_STATE, 40, NULL);
        ck_assert_ptr_null(store_value(s, "rules"));
        if (i == 0) store_flush(s);
        if (i == 1) {
            store_close(s);
            s = open_quietly();
        }
    }
    /* what comes back is new */
    ck_assert_uint_eq(store_unit(s, "/k/a.c")->id, 3);
    ck_assert(store_header(s, 5, &is_new) >= 2 && is_new);
    check_blob(s, STORE_IR, 3, NULL);
    store_set_value(s, "rules", "def");
    store_close(s);
    s = open_quietly();
    ck_assert_str_eq(store_value(s, "rules"), "def");
    ck_assert_ptr_null(store_check(s));
    store_close(s);
}
END_TEST

START_TEST(clears)
{
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    store_clear(s);
    ck_assert(store_is_writable(s));
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(store_max_unit(s) + store_nfiles(s) + store_max_header(s), 0);
        check_blob(s, STORE_STATE, 0, NULL);
        store_close(s);
        s = open_quietly();
    }
    fill(s);
    store_close(s);
    s = open_quietly();
    check_filled(s);
    store_close(s);
}
END_TEST

static void check_not_removed(const char *path, const char *words)
{
    GError *error = NULL;
    ck_assert(!store_remove(path, &error));
    ck_assert_msg(strstr(error->message, path) && strstr(error->message, words), "%s", error->message);
    g_error_free(error);
}

START_TEST(is_removed)
{
    char *log = beside("-wal");
    check_not_removed(file, g_strerror(ENOENT));
    check_not_removed(folder, "not a regular file");
    ck_assert(g_file_set_contents(file, "a text", -1, NULL));
    check_not_removed(file, "another program's file");
    g_unlink(file);
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    check_not_removed(file, "another run is writing it");
    check_filled(s);
    store_close(s);
    ck_assert(g_file_set_contents(log, "of a run that was killed", -1, NULL));
    ck_assert(store_remove(file, NULL)); /* it does not ask for the format */
    ck_assert(!g_file_test(file, G_FILE_TEST_EXISTS) && !g_file_test(log, G_FILE_TEST_EXISTS));
    s = open_quietly();
    ck_assert_uint_eq(store_max_unit(s), 0);
    store_close(s);
    g_free(log);
}
END_TEST

/* ---- taking the place of another ---- */

static struct store *open_anew(void)
{
    GError *error = NULL;
    struct store *s = store_open_anew(file, FORMAT, &error);
    ck_assert_msg(s != NULL, "%s", error ? error->message : "");
    ck_assert_uint_eq(store_max_unit(s), 0);
    return s;
}

static void check_only_file(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));)
        ck_assert_msg(g_str_equal(name, "program.db") || g_str_equal(name, "program.db.lock"), "%s", name);
    g_dir_close(dir);
}

static void make_older(void)
{
    struct store *s = open_quietly();
    store_set_value(s, "age", "old");
    store_close(s);
}

START_TEST(takes_a_place)
{
    char *log = beside("-wal");
    for (int i = 0; i < 3; i++) { /* of none, of an older one, and of one whose run was killed */
        if (i == 2) ck_assert(g_file_set_contents(log, "of a run that was killed", -1, NULL));
        struct store *s = open_anew();
        fill(s);
        ck_assert(store_settle(s, NULL));
        check_only_file();
        s = open_quietly();
        check_filled(s);
        ck_assert_ptr_null(store_check(s));
        store_close(s);
        g_unlink(file);
        make_older();
    }
    g_free(log);
}
END_TEST

static bool die_anew(void)
{
    struct store *s = open_anew();
    fill(s);
    store_flush(s);
    raise(SIGKILL);
    return false;
}

START_TEST(leaves_the_old_one)
{
    make_older();
    struct store *s = open_anew();
    fill(s);
    store_flush(s);
    store_close(s); /* without settling */
    check_only_file();
    ck_assert(!in_child(die_anew));
    s = open_quietly();
    ck_assert_str_eq(store_value(s, "age"), "old");
    GError *error = NULL;
    ck_assert_ptr_null(store_open_anew(file, FORMAT, &error));
    ck_assert_msg(strstr(error->message, "another run is writing it"), "%s", error->message);
    g_error_free(error);
    store_close(s);
    store_close(open_anew()); /* removes what the dead one left */
    check_only_file();
}
END_TEST

START_TEST(counts)
{
    struct store_stats stats;
    struct store *s = open_quietly();
    fill(s);
    for (int i = 0; i < 2; i++) {
        store_stats(s, &stats);
        ck_assert_uint_eq(stats.units, 2);
        ck_assert_uint_eq(stats.failed, 1);
        ck_assert_uint_eq(stats.functions, 7);
        ck_assert_uint_eq(stats.headers, 2);
        ck_assert_uint_eq(stats.files, 1);
        ck_assert_uint_eq(stats.rows[STORE_OUTLINE], 2);
        ck_assert_uint_eq(stats.bytes[STORE_OUTLINE], strlen("outline of a"));
        ck_assert_uint_eq(stats.rows[STORE_CALLS], 0);
        ck_assert_uint_gt(stats.file_bytes, 1000);
        store_close(s);
        s = open_quietly();
    }
    store_close(s);
}
END_TEST

/* ---- all of a kind ---- */

struct seen {
    struct store *s;
    GString *text;
};

static void see(void *context, uint32_t id, const void *data, size_t n)
{
    struct seen *seen = context;

    g_string_append_printf(seen->text, "%u:%.*s ", id, (int)n, (const char *)data);
    put(seen->s, STORE_CALLS, id, "put meanwhile");
    store_flush(seen->s);
    check_blob(seen->s, STORE_CALLS, id, "put meanwhile");
}

START_TEST(gives_each)
{
    struct store *s = open_quietly();
    struct seen seen = {NULL, g_string_new(NULL)};
    char text[20];

    for (int i = 1; i <= 9; i++) {
        char name[20];
        snprintf(name, sizeof(name), "%d.c", i);
        snprintf(text, sizeof(text), "old%d", i);
        uint32_t id = store_unit(s, name)->id;
        if (i != 5) put(s, STORE_OUTLINE, id, text);
    }
    store_flush(s);
    put(s, STORE_OUTLINE, 9, "new9");
    put(s, STORE_OUTLINE, 5, "");
    put(s, STORE_OUTLINE, 3, "new3");
    store_remove_unit(s, store_unit_by_id(s, 7));
    store_put(s, STORE_OUTLINE, 1, NULL);
    seen.s = s;
    store_each(s, STORE_OUTLINE, see, &seen);
    ck_assert_str_eq(seen.text->str, "2:old2 3:new3 4:old4 5: 6:old6 8:old8 9:new9 ");
    ck_assert_uint_eq(store_lost(s), 0);
    g_string_free(seen.text, TRUE);
    store_close(s);
}
END_TEST

/* ---- several processes ---- */

static bool read_while_locked(void)
{
    struct store *s = open_with_note("another run is writing", false);
    check_filled(s);
    put(s, STORE_IR, 1, "only here");
    store_set_value(s, "rules", "only here");
    store_flush(s);
    check_blob(s, STORE_IR, 1, "only here");
    store_close(s);
    return true;
}

START_TEST(one_writes)
{
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    ck_assert(in_child(read_while_locked));
    ck_assert(read_while_locked());
    check_filled(s);
    put(s, STORE_IR, 1, "ir of a");
    store_close(s);
    s = open_quietly();
    check_filled(s);
    store_close(s);
}
END_TEST

START_TEST(readers_see_one_moment)
{
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    struct store *reader = open_with_note("another run is writing", false);
    put(s, STORE_IR, 1, "newer");
    put(s, STORE_IR, 2, "newer");
    store_remove_header(s, 2);
    store_flush(s);
    check_filled(reader);
    store_clear(s);
    check_filled(reader);
    store_close(s);
    check_filled(reader);
    store_close(reader);
}
END_TEST

START_TEST(reader_without_file)
{
    struct store *s = open_quietly();
    g_unlink(file);
    struct store *reader = open_with_note("another run is writing", false);
    ck_assert_uint_eq(store_max_unit(reader), 0);
    fill(reader);
    check_filled(reader);
    store_close(reader);
    store_close(s);
}
END_TEST

/* A child of fork() reads what was there before it, or what came after. */
START_TEST(children_read)
{
    int go[2], status;
    struct store *s = open_quietly();
    fill(s);
    store_flush(s);
    put(s, STORE_OUTLINE, 1, "not yet flushed");
    ck_assert_int_eq(pipe(go), 0);
    pid_t pid = fork();
    if (pid == 0) {
        char c;
        check_blob(s, STORE_HEADER_IR, 2, "ir of header function 2");
        if (read(go[0], &c, 1) != 1) _exit(2);
        check_blob(s, STORE_IR, 1, "newer");
        check_blob(s, STORE_STATE, 40, "newer state");
        check_blob(s, STORE_OUTLINE, 1, "not yet flushed");
        put(s, STORE_IR, 1, "the child's");
        store_flush(s);
        check_blob(s, STORE_IR, 1, "the child's");
        bool quiet = store_lost(s) == 0 && !store_notes(s);
        store_close(s);
        _exit(quiet ? 0 : 1);
    }
    put(s, STORE_IR, 1, "newer");
    put(s, STORE_STATE, 40, "newer state");
    store_flush(s);
    ck_assert_int_eq(write(go[1], "", 1), 1);
    waitpid(pid, &status, 0);
    ck_assert_int_eq(status, 0);
    check_blob(s, STORE_IR, 1, "newer");
    store_close(s);
    s = open_quietly();
    check_blob(s, STORE_IR, 1, "newer");
    check_blob(s, STORE_OUTLINE, 1, "not yet flushed");
    store_close(s);
    close(go[0]);
    close(go[1]);
}
END_TEST

/* ---- kill -9 ---- */

enum { KILLED_UNITS = 40 };

/* Writes one generation after the other: every unit says which. */
static void write_generations(void)
{
    struct store *s = open_file();
    const char *last = store_value(s, "generation");
    char *padding = g_strnfill(5000, 'x');

    for (unsigned g = last ? (unsigned)atoi(last) + 1 : 1;; g++) {
        char *text = g_strdup_printf("%u %s", g, padding), *number = g_strdup_printf("%u", g);
        for (unsigned i = 0; i < KILLED_UNITS; i++) {
            char name[20];
            snprintf(name, sizeof(name), "%u.c", i);
            struct store_unit *u = store_unit(s, name);
            u->key = g;
            store_unit_changed(s, u);
            put(s, STORE_IR, u->id, text);
            if ((g + i) % 3 == 0)
                put(s, STORE_VIOLATION, u->id, text);
            else
                store_put(s, STORE_VIOLATION, u->id, NULL);
        }
        store_set_value(s, "generation", number);
        store_flush(s);
        g_free(text);
        g_free(number);
    }
}

static void check_generation(struct store *s)
{
    unsigned g = store_value(s, "generation") ? (unsigned)atoi(store_value(s, "generation")) : 0;

    ck_assert_uint_eq(store_max_unit(s), g ? KILLED_UNITS : 0);
    for (uint32_t id = 1; id <= store_max_unit(s); id++) {
        char *text = get(s, STORE_IR, id), *violation = get(s, STORE_VIOLATION, id);
        ck_assert_uint_eq(store_unit_by_id(s, id)->key, g);
        ck_assert_ptr_nonnull(text);
        ck_assert_uint_eq((unsigned)atoi(text), g);
        ck_assert_int_eq(violation != NULL, (g + id - 1) % 3 == 0);
        g_free(text);
        g_free(violation);
    }
    ck_assert_uint_eq(store_lost(s), 0);
}

START_TEST(survives_kill)
{
    unsigned seed = 1;

    for (int round = 0; round < 25; round++) {
        pid_t pid = fork();
        ck_assert_int_ge(pid, 0);
        if (pid == 0) write_generations();
        seed = seed * 1103515245 + 12345;
        g_usleep(seed / 65536 % 100000);
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        struct store *s = open_quietly();
        check_generation(s);
        ck_assert_ptr_null(store_check(s));
        store_close(s);
    }
}
END_TEST

/* The log of a run that was killed is not copied with the file: what is there is of one moment. */
START_TEST(does_without_log)
{
    char *log = beside("-wal"), *shared = beside("-shm");
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) write_generations();
    g_usleep(400000);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    g_unlink(log);
    g_unlink(shared);
    struct store *s = open_file();
    if (!store_notes(s)) { /* it may also be found damaged */
        const char *g = store_value(s, "generation");
        for (uint32_t id = 1; g && id <= store_max_unit(s); id++) {
            char *text = get(s, STORE_IR, id);
            ck_assert(!text || atoi(text) == (int)store_unit_by_id(s, id)->key);
            g_free(text);
        }
    }
    store_close(s);
    g_free(log);
    g_free(shared);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *tcase = tcase_create("store");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, keeps);
    tcase_add_test(tcase, lives_in_memory);
    tcase_add_test(tcase, removes);
    tcase_add_test(tcase, clears);
    tcase_add_test(tcase, is_removed);
    tcase_add_test(tcase, takes_a_place);
    tcase_add_test(tcase, leaves_the_old_one);
    tcase_add_test(tcase, counts);
    tcase_add_test(tcase, gives_each);
    tcase_add_test(tcase, one_writes);
    tcase_add_test(tcase, readers_see_one_moment);
    tcase_add_test(tcase, reader_without_file);
    tcase_add_test(tcase, children_read);
    tcase_add_test(tcase, survives_kill);
    tcase_add_test(tcase, does_without_log);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}

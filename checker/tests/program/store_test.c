/* The program database: what is put is there, in this run and the next, or is known to be lost. */
#include "program/store.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "test 1"

static char *folder, *file;

static void make_folder(void)
{
    folder = g_dir_make_tmp("gfpcheck-store-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    file = g_build_filename(folder, "program.db", NULL);
}

static void remove_folder(void)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL);
        if (g_remove(path) != 0) ck_abort_msg("%s", path);
        g_free(path);
    }
    g_dir_close(dir);
    g_rmdir(folder);
    g_free(folder);
    g_free(file);
}

static struct store *open_file(void)
{
    GError *error = NULL;
    struct store *s = store_open(file, FORMAT, &error);
    ck_assert_msg(s != NULL, "%s", error ? error->message : "");
    return s;
}

/* As open_file(), by one who may write and has nothing to be told. */
static struct store *open_quietly(void)
{
    struct store *s = open_file();
    ck_assert_msg(!store_notes(s), "%s", store_notes(s));
    ck_assert(store_is_writable(s));
    return s;
}

static void put(struct store *s, enum store_blob kind, uint32_t id, const char *text)
{
    GBytes *data = g_bytes_new(text, strlen(text));
    store_put(s, kind, id, data);
    g_bytes_unref(data);
}

/* The blob is that text, or with NULL is not there. */
static void check_blob(struct store *s, enum store_blob kind, uint32_t id, const char *text)
{
    GBytes *data = store_get(s, kind, id);

    ck_assert_int_eq(store_has(s, kind, id), text != NULL);
    ck_assert_int_eq(data != NULL, text != NULL);
    if (!data) return;
    gsize n;
    const void *bytes = g_bytes_get_data(data, &n);
    ck_assert_mem_eq(bytes, text, n);
    ck_assert_uint_eq(n, strlen(text));
    g_bytes_unref(data);
}

/* ---- what is put is there ---- */

static void fill(struct store *s)
{
    bool is_new;
    struct store_unit *u = store_unit(s, "/k/a.c"), *v = store_unit(s, "/k/b.c");
    struct store_file *f = store_file(s, "/k/a.h");

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
    ck_assert_uint_eq(store_header(s, 0xffffffffffffffff, &is_new), 1);
    ck_assert(is_new);
    ck_assert_uint_eq(store_header(s, 5, &is_new), 2);
    ck_assert_uint_eq(store_header(s, 0xffffffffffffffff, &is_new), 1);
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
    ck_assert(u->command == UINT64_MAX && u->key == 1ull << 63 && u->functions == 7 &&
              u->cost_us == UINT32_MAX);
    ck_assert_uint_eq(u->flags, STORE_UNIT_PARSED | STORE_UNIT_ANALYSED);
    ck_assert_ptr_null(u->failure);
    ck_assert_str_eq(v->file, "/k/b.c");
    ck_assert_str_eq(v->failure, "took longer than 60 s");
    ck_assert_uint_eq(store_max_unit(s), 2);
    ck_assert_str_eq(f->path, "/k/a.h");
    ck_assert(f->mtime_ns == INT64_MIN && f->size == INT64_MAX && f->hash == 0xfedcba9876543210);
    ck_assert_uint_eq(store_nfiles(s), 1);
    ck_assert_uint_eq(store_find_header(s, 5), 2);
    ck_assert_uint_eq(store_find_header(s, 6), 0);
    ck_assert_uint_eq(store_header_hash(s, 1), 0xffffffffffffffff);
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
}
END_TEST

static Suite *suite(void)
{
    Suite *suite = suite_create("store");
    TCase *tcase = tcase_create("store");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, keeps);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The image beside the program database: found as it was put, or not at all. */
#include "store_fixture.h"

#include <string.h>

enum { STAMP = 7, OTHER };

static void put_image(struct store *s, uint64_t stamp, const char *text)
{
    GBytes *bytes = g_bytes_new(text, strlen(text));
    store_image_put(s, stamp, bytes);
    g_bytes_unref(bytes);
}

static void check_image(struct store *s, uint64_t stamp, const char *text)
{
    GBytes *bytes = store_image_get(s, stamp);
    gsize n = 0;
    const char *got = bytes ? g_bytes_get_data(bytes, &n) : NULL;
    ck_assert(!bytes == !text);
    if (text) ck_assert(n == strlen(text) && memcmp(got, text, n) == 0);
    if (bytes) g_bytes_unref(bytes);
}

/* All that is in the file; `change` is added to the byte at `at`, counted from the end if it is negative. */
static void damage(const char *path, gssize at, char change)
{
    char *text;
    gsize n;
    ck_assert(g_file_get_contents(path, &text, &n, NULL));
    text[at < 0 ? (gssize)n + at : at] += change;
    ck_assert(g_file_set_contents(path, text, (gssize)n, NULL));
    g_free(text);
}

START_TEST(is_found_by_its_stamp)
{
    struct store *s = open_quietly();
    check_image(s, STAMP, NULL);
    put_image(s, STAMP, "first");
    check_image(s, STAMP, "first");
    check_image(s, OTHER, NULL);
    put_image(s, OTHER, "second, longer");
    check_image(s, STAMP, NULL);
    store_close(s);
    s = store_open_to_read(file, FORMAT, STORE_ALL, NULL);
    check_image(s, OTHER, "second, longer");
    put_image(s, OTHER, "a reader writes nothing");
    check_image(s, OTHER, "second, longer");
    store_close(s);
}
END_TEST

START_TEST(is_not_believed_if_damaged)
{
    char *image = beside(".graph");
    struct store *s = open_quietly();
    put_image(s, STAMP, "an image");
    for (int at = -1; at <= 9; at += 5) { /* in the bytes, in the magic, in the format */
        damage(image, at, 1);
        check_image(s, STAMP, NULL);
        damage(image, at, -1);
        check_image(s, STAMP, "an image");
    }
    ck_assert(g_file_set_contents(image, "gfp", -1, NULL));
    check_image(s, STAMP, NULL);
    store_close(s);
    g_free(image);
}
END_TEST

START_TEST(goes_with_its_database)
{
    char *image = beside(".graph");
    struct store *s = open_quietly();
    put_image(s, STAMP, "old");
    store_close(s);
    s = store_open_anew(file, FORMAT, NULL);
    put_image(s, OTHER, "new");
    ck_assert(store_settle(s, NULL));
    s = open_quietly();
    check_image(s, OTHER, "new");
    store_clear(s);
    check_image(s, OTHER, NULL);
    put_image(s, STAMP, "again");
    store_close(s);
    ck_assert(store_remove(file, NULL));
    ck_assert(!g_file_test(image, G_FILE_TEST_EXISTS));
    g_free(image);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_image");
    TCase *tcase = tcase_create("store_image");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, is_found_by_its_stamp);
    tcase_add_test(tcase, is_not_believed_if_damaged);
    tcase_add_test(tcase, goes_with_its_database);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}

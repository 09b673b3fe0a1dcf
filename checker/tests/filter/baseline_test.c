/* Baselines: what is written is read again; what is wrong with broken ones. */
#include "filter/baseline.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER "# gfpcheck baseline 1\n"
#define HASH   "0123456789abcdef0123456789abcdef"

static char *folder, *path;

static void setup(void)
{
    folder = g_dir_make_tmp("baseline-XXXXXX", NULL);
    path = g_build_filename(folder, "b", NULL);
}

static void teardown(void)
{
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static struct finding finding(const char *file, const char *function, const char *message, char first)
{
    struct finding f = {
        .check = CHECK_ATOMIC_FREE,
        .file = sym_of(file),
        .function = sym_of(function),
        .message = sym_of(message),
        .line = 7,
        .fingerprint = HASH,
    };
    f.fingerprint[0] = first;
    return f;
}

static struct baseline *read_back(void)
{
    GError *wrong = NULL;
    struct baseline *b = baseline_read(path, false, &wrong);
    ck_assert_msg(b != NULL, "%s", wrong ? wrong->message : "");
    return b;
}

static void expect_text(const char *expected)
{
    char *text = NULL;
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    ck_assert_str_eq(text, expected);
    g_free(text);
}

START_TEST(written_and_read)
{
    struct finding b1 = finding("b.c", "f", "odd: \"\xc3\xa4\"\t\n\\", 'a');
    struct finding a2 = finding("a.c", "g", "second", 'b'), a1 = finding("a.c", "f", "first", 'c');
    struct baseline *b = baseline_read(path, true, NULL);
    ck_assert_ptr_nonnull(b);
    ck_assert(!baseline_meet(b, &a1));
    baseline_add(b, &b1);
    baseline_add(b, &a2);
    baseline_add(b, &a1);
    baseline_add(b, &a1);
    ck_assert(baseline_write(b, false, NULL));
    baseline_free(b);
    expect_text(HEADER
                "a.c\tf\tatomic-free\tc123456789abcdef0123456789abcdef\tfirst\n"
                "a.c\tg\tatomic-free\tb123456789abcdef0123456789abcdef\tsecond\n"
                "b.c\tf\tatomic-free\ta123456789abcdef0123456789abcdef\todd: \"\xc3\xa4\"\\t\\n\\\\\n");

    b = read_back();
    ck_assert(!baseline_is_reduced(b));
    ck_assert(baseline_meet(b, &b1));
    a1.message = sym_of("the first, in other words");
    ck_assert(baseline_meet(b, &a1));
    GPtrArray *unmet = baseline_unmet(b);
    ck_assert_uint_eq(unmet->len, 1);
    const struct finding *entry = unmet->pdata[0];
    ck_assert_str_eq(sym_text(entry->message), "second");
    ck_assert_str_eq(sym_text(entry->file), "a.c");
    ck_assert_int_eq(entry->check, CHECK_ATOMIC_FREE);
    baseline_drop(b, entry);
    g_ptr_array_unref(unmet);
    ck_assert(baseline_write(b, true, NULL));
    baseline_free(b);
    expect_text(HEADER
                "a.c\tf\tatomic-free\tc123456789abcdef0123456789abcdef\tthe first, in other words\n"
                "b.c\tf\tatomic-free\ta123456789abcdef0123456789abcdef\todd: \"\xc3\xa4\"\\t\\n\\\\\n");
}
END_TEST

START_TEST(reduced)
{
    static const struct {
        bool runs[2], is_reduced;
    } cases[] = {
        {{true, true}, true}, {{true, false}, false}, {{false, true}, false}, {{false, false}, false}};
    for (int i = 0; i < 2; i++) {
        struct baseline *b = baseline_read(path, true, NULL);
        ck_assert(baseline_write(b, cases[_i].runs[i], NULL));
        baseline_free(b);
    }
    struct baseline *b = read_back();
    ck_assert_int_eq(baseline_is_reduced(b), cases[_i].is_reduced);
    baseline_free(b);
}
END_TEST

/* As merges leave them: out of order, with an entry twice; and as editors do. */
START_TEST(written_by_others)
{
    ck_assert(g_file_set_contents(path,
                                  HEADER "b.c\tf\tatomic-free\t" HASH "\tx\r\n\n"
                                         "a.c\t\tunused-ignore\tf123456789abcdef0123456789abcdef\t\n"
                                         "b.c\tf\tatomic-free\t" HASH "\tx",
                                  -1, NULL));
    struct baseline *b = read_back();
    GPtrArray *unmet = baseline_unmet(b);
    ck_assert_uint_eq(unmet->len, 2);
    ck_assert_str_eq(sym_text(((const struct finding *)unmet->pdata[1])->message), "x");
    g_ptr_array_unref(unmet);
    baseline_free(b);
}
END_TEST

static const struct {
    const char *text, *error; /* behind the path */
} broken[] = {
    {"", ":1: no baseline of gfpcheck"},
    {"int main(void)\n", ":1: no baseline of gfpcheck"},
    {"# gfpcheck baseline 2\n", ":1: a baseline of another version than 1, which this gfpcheck reads"},
    {HEADER "<<<<<<< HEAD\n",
     ":2: no entry: those are file, function, check, fingerprint and message, with tabs between them"},
    {HEADER "\na.c\tf\tatomic-free\t" HASH "\n",
     ":3: no entry: those are file, function, check, fingerprint and message, with tabs between them"},
    {HEADER "a.c\tf\tatomic-free\t" HASH "0\tx\n",
     ":2: no entry: those are file, function, check, fingerprint and message, with tabs between them"},
    {HEADER "\tf\tatomic-free\t" HASH "\tx\n",
     ":2: no entry: those are file, function, check, fingerprint and message, with tabs between them"},
    {HEADER "a.c\tf\tatomic-tea\t" HASH "\tx\n", ":2: an entry of a check that there is not"},
};

START_TEST(is_broken)
{
    GError *wrong = NULL;
    ck_assert(g_file_set_contents(path, broken[_i].text, -1, NULL));
    ck_assert_ptr_null(baseline_read(path, true, &wrong));
    ck_assert(g_str_has_prefix(wrong->message, path));
    ck_assert_str_eq(wrong->message + strlen(path), broken[_i].error);
    g_error_free(wrong);
}
END_TEST

START_TEST(is_missing)
{
    GError *wrong = NULL;
    ck_assert_ptr_null(baseline_read(path, false, &wrong));
    ck_assert_msg(strstr(wrong->message, ": no such baseline; --write-baseline makes one"), "%s",
                  wrong->message);
    g_clear_error(&wrong);
    ck_assert_ptr_null(baseline_read(folder, true, &wrong));
    g_clear_error(&wrong);
    struct baseline *b = baseline_read(path, true, NULL);
    g_rmdir(folder);
    ck_assert(!baseline_write(b, false, &wrong));
    g_error_free(wrong);
    baseline_free(b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("baseline");
    TCase *t = tcase_create("baseline");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, written_and_read);
    tcase_add_loop_test(t, reduced, 0, 4);
    tcase_add_test(t, written_by_others);
    tcase_add_loop_test(t, is_broken, 0, G_N_ELEMENTS(broken));
    tcase_add_test(t, is_missing);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

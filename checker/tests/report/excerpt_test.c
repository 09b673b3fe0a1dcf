/* Lines of sources below messages: tabs, wide and broken characters, long lines, files that are not there. */
#include "report/excerpt.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;

static void make_folder(void)
{
    folder = g_dir_make_tmp("excerpt-XXXXXX", NULL);
}

static void drop_folder(void)
{
    char *path = g_build_filename(folder, "a.c", NULL);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static void write_source(const char *text, gssize length)
{
    char *path = g_build_filename(folder, "a.c", NULL);
    ck_assert(g_file_set_contents(path, text, length, NULL));
    g_free(path);
}

/* What is shown of a place in a file with that text. */
static void expect(const char *text, uint32_t line, uint32_t column, const char *expected)
{
    struct excerpts *e = excerpts_new(folder);
    GString *out = g_string_new(NULL);
    write_source(text, -1);
    ck_assert_int_eq(excerpt_append(e, out, sym_of("a.c"), line, column, "<", ">"), *expected != 0);
    ck_assert_str_eq(out->str, expected);
    g_string_free(out, TRUE);
    excerpts_free(e);
}

START_TEST(words)
{
    expect("one\ntwo_2 = f(x);\n", 2, 1, "    2 | two_2 = f(x);\n      | <^~~~~>\n");
    expect("one\ntwo_2 = f(x);\n", 2, 9, "    2 | two_2 = f(x);\n      |         <^>\n");
    expect("one\ntwo_2 = f(x);\n", 2, 12, "    2 | two_2 = f(x);\n      |            <^>\n");
    expect("no newline", 1, 4, "    1 | no newline\n      |    <^~~~~~~>\n");
    expect("dos\r\nline\r\n", 2, 1, "    2 | line\n      | <^~~~>\n");
}
END_TEST

START_TEST(tabs)
{
    expect("\tf();", 1, 2, "    1 |         f();\n      |         <^>\n");
    expect("ab\tf();", 1, 4, "    1 | ab      f();\n      |         <^>\n");
    expect("\tf();", 1, 1, "    1 |         f();\n      | <^~~~~~~~>\n");
}
END_TEST

START_TEST(characters)
{
    /* two columns each, and three bytes */
    expect("\xe6\xbc\xa2\xe5\xad\x97 = f();", 1, 10,
           "    1 | \xe6\xbc\xa2\xe5\xad\x97 = f();\n      |        <^>\n");
    /* a letter and a combining accent: one column */
    expect("e\xcc\x81 = f();", 1, 7, "    1 | e\xcc\x81 = f();\n      |     <^>\n");
    /* no UTF-8, and what would move the cursor */
    expect("\xff\x1b[2J f();", 1, 7, "    1 | \xef\xbf\xbd\xef\xbf\xbd[2J f();\n      |       <^>\n");
    /* in the middle of a character */
    expect("\xe6\xbc\xa2", 1, 2, "    1 | \xe6\xbc\xa2\n      | <^~>\n");
}
END_TEST

/* 50 columns, a call, 150 columns: 100 of them are shown, as many as fit around the mark. */
START_TEST(long_lines)
{
    char *dots = g_strnfill(150, '.'), *text = g_strdup_printf("%.50scall()%s", dots, dots);
    char *begin = g_strdup_printf("    1 | %.50scall()%.44s...\n      | %50s<^~~~>\n", dots, dots, "");
    expect(text, 1, 51, begin);
    char *far = g_strdup_printf("%scall()%s", dots, dots);
    char *both = g_strdup_printf("    1 | ...%.60scall()%.34s...\n      | %63s<^~~~>\n", dots, dots, "");
    expect(far, 1, 151, both);
    char *last = g_strdup_printf("%scall()", dots);
    char *end = g_strdup_printf("    1 | ...%.60scall()\n      | %63s<^~~~>\n", dots, "");
    expect(last, 1, 151, end);
    char *name = g_strnfill(300, 'a');
    char *cut = g_strdup_printf("    1 | %.100s...\n      | <^%.99s>\n", name,
                                "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
                                "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~");
    expect(name, 1, 1, cut);
    char *const all[] = {dots, text, begin, far, both, last, end, name, cut};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) g_free(all[i]);
}
END_TEST

/* A tab, and a wide character, of which the cut leaves a half. */
START_TEST(cut_cells)
{
    char *dots = g_strnfill(150, '.'), *text = g_strdup_printf("%.16s\t%.59scall()%s", dots, dots, dots);
    char *shown = g_strdup_printf("    1 | ... %.59scall()%.34s...\n      | %63s<^~~~>\n", dots, dots, "");
    expect(text, 1, 77, shown);
    g_free(text);
    g_free(shown);
    text = g_strdup_printf("call()%.93s\xe6\xbc\xa2%.9s", dots, dots);
    shown = g_strdup_printf("    1 | call()%.93s...\n      | <^~~~>\n", dots);
    expect(text, 1, 1, shown);
    g_free(text);
    g_free(shown);
    g_free(dots);
}
END_TEST

START_TEST(nothing_to_show)
{
    expect("one\n", 2, 1, "");
    expect("one\n", 0, 0, "");
    expect("one\n", 1, 0, "");
    expect("one\n", 1, 4, "");
    expect("", 1, 1, "");
    GString *out = g_string_new(NULL);
    struct excerpts *e = excerpts_new(folder), *rootless = excerpts_new(NULL);
    ck_assert(!excerpt_append(e, out, sym_of("gone.c"), 1, 1, "", ""));
    ck_assert(!excerpt_append(e, out, sym_of("."), 1, 1, "", ""));
    ck_assert(!excerpt_append(e, out, sym_of("/dev/zero"), 1, 1, "", ""));
    ck_assert(!excerpt_append(rootless, out, sym_of("a.c"), 1, 1, "", ""));
    ck_assert_str_eq(out->str, "");
    excerpts_free(e);
    excerpts_free(rootless);
    g_string_free(out, TRUE);
}
END_TEST

START_TEST(columns_in_characters)
{
    struct excerpts *e = excerpts_new(folder);
    sym file = sym_of("a.c");
    write_source("\xe6\xbc\xa2\tf();\n\xff f();\n", -1);
    ck_assert_uint_eq(excerpt_characters(e, file, 1, 5), 3);
    ck_assert_uint_eq(excerpt_characters(e, file, 1, 1), 1);
    ck_assert_uint_eq(excerpt_characters(e, file, 1, 99), 99);
    ck_assert_uint_eq(excerpt_characters(e, file, 2, 3), 3);
    ck_assert_uint_eq(excerpt_characters(e, sym_of("gone.c"), 1, 5), 5);
    excerpts_free(e);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("excerpt");
    TCase *t = tcase_create("excerpt");
    tcase_add_checked_fixture(t, make_folder, drop_folder);
    tcase_add_test(t, words);
    tcase_add_test(t, tabs);
    tcase_add_test(t, characters);
    tcase_add_test(t, long_lines);
    tcase_add_test(t, cut_cells);
    tcase_add_test(t, nothing_to_show);
    tcase_add_test(t, columns_in_characters);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Unified diffs: what they change, and what is wrong with broken ones. */
#include "filter/diff.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static GPtrArray *parsed;

static void parse(const char *text)
{
    GError *wrong = NULL;
    if (parsed) g_ptr_array_unref(parsed);
    parsed = diff_parse("x.diff", text, &wrong);
    ck_assert_msg(parsed != NULL, "%s", wrong ? wrong->message : "");
}

static void teardown(void)
{
    if (parsed) g_ptr_array_unref(parsed);
    parsed = NULL;
}

/* File `i` of the diff in one line: "b/a.c +3-4 -2": lines that were added, and those behind which some were
 * removed. */
static void expect_file(guint i, const char *expected)
{
    ck_assert_uint_lt(i, parsed->len);
    const struct diff_file *f = parsed->pdata[i];
    GString *text = g_string_new(f->new_path);
    for (guint k = 0; k < f->added->len; k++) {
        struct c_lines l = g_array_index(f->added, struct c_lines, k);
        g_string_append_printf(text, " +%u-%u", l.first, l.last);
    }
    for (guint k = 0; k < f->removed->len; k++)
        g_string_append_printf(text, " -%u", g_array_index(f->removed, uint32_t, k));
    ck_assert_str_eq(text->str, expected);
    g_string_free(text, TRUE);
}

START_TEST(of_git)
{
    parse("From 1234 Mon Sep 17 00:00:00 2001\n"
          "Subject: [PATCH] a mail's text\n"
          "---\n"
          " a.c | 3 ++-\n"
          "\n"
          "diff --git a/a.c b/a.c\n"
          "index 1..2 100644\n"
          "--- a/a.c\n"
          "+++ b/a.c\n"
          "@@ -1,4 +1,5 @@ int f(void)\n"
          " one\n"
          "-two\n"
          "+2\n"
          "+2a\n"
          "\n"
          " four\n"
          "@@ -10,3 +11,2 @@\n"
          " ten\n"
          "--- not a file\n"
          " twelve\n"
          "\\ No newline at end of file\n"
          "diff --git a/new.c b/new.c\n"
          "new file mode 100644\n"
          "--- /dev/null\n"
          "+++ b/new.c\n"
          "@@ -0,0 +1,2 @@\n"
          "+a\n"
          "++++ b\n"
          "diff --git a/x.png b/x.png\n"
          "Binary files a/x.png and b/x.png differ\n"
          "diff --git a/gone.c b/gone.c\n"
          "--- a/gone.c\n"
          "+++ /dev/null\n"
          "@@ -1 +0,0 @@\n"
          "-a\n"
          "diff --git \"a/\\303\\274 \\\"q\\\".c\" \"b/\\303\\274 \\\"q\\\".c\"\n"
          "--- \"a/\\303\\274 \\\"q\\\".c\"\n"
          "+++ \"b/\\303\\274 \\\"q\\\".c\"\n"
          "@@ -5,0 +6 @@\n"
          "+a\n"
          "@@ -9 +9,0 @@\n"
          "-a\n"
          "-- \n"
          "2.39.5\n");
    ck_assert_uint_eq(parsed->len, 4);
    expect_file(0, "b/a.c +2-3 -1 -11");
    expect_file(1, "b/new.c +1-2");
    expect_file(2, "/dev/null -0");
    expect_file(3, "b/\xc3\xbc \"q\".c +6-6 -9");
    ck_assert_uint_eq(((const struct diff_file *)parsed->pdata[0])->line, 9);
}
END_TEST

START_TEST(of_diff)
{
    parse("diff -ru old/a b.c new/a b.c\n"
          "--- old/a b.c\t2026-01-01 00:00:00.000000000 +0000\r\n"
          "+++ new/a b.c\t2026-01-02 00:00:00.000000000 +0000\r\n"
          "@@ -3 +3 @@\r\n"
          "-a\r\n"
          "+b\r\n"
          "Only in new: c.c\n");
    ck_assert_uint_eq(parsed->len, 1);
    expect_file(0, "new/a b.c +3-3 -2");
}
END_TEST

START_TEST(of_nothing)
{
    parse("");
    ck_assert_uint_eq(parsed->len, 0);
    parse("\n\n");
    ck_assert_uint_eq(parsed->len, 0);
    parse("diff --git a/run b/run\nold mode 100644\nnew mode 100755\n");
    ck_assert_uint_eq(parsed->len, 0);
    parse("Only in a: b.c\n");
    ck_assert_uint_eq(parsed->len, 0);
}
END_TEST

#define FILE_LINES "--- a/a.c\n+++ b/a.c\n"

static const struct {
    const char *text, *error;
} broken[] = {
    {"int main(void);\n", "x.diff:1: no unified diff"},
    {"*** a.c\n--- b.c\n***************\n*** 1 ****\n", "x.diff:1: no unified diff"},
    {"@@ -1 +1 @@\n-a\n+b\n", "x.diff:1: a hunk of no file: '--- ' and '+++ ' lines are missing"},
    {"--- a/a.c\n@@ -1 +1 @@\n", "x.diff:2: a hunk of no file: '--- ' and '+++ ' lines are missing"},
    {FILE_LINES "@@ -1 +1 @@\n-a\n", "x.diff:5: the diff ends within a hunk"},
    {FILE_LINES "@@ -1 +1 @@", "x.diff:4: the diff ends within a hunk"},
    {FILE_LINES "@@ -1,2 +1 @@\n+a\n+b\n", "x.diff:5: the hunk has more lines than its header says"},
    {FILE_LINES "@@ -1 +1,2 @@\n-a\n-b\n", "x.diff:5: the hunk has more lines than its header says"},
    {FILE_LINES "@@ -1,2 +1,2 @@\nint a;\n",
     "x.diff:4: the line does not begin with a blank, '+' or '-', as those of a hunk do"},
    {FILE_LINES "@@ -1,x +1 @@\n", "x.diff:3: malformed header of a hunk"},
    {FILE_LINES "@@ -1 +1\n", "x.diff:3: malformed header of a hunk"},
    {FILE_LINES "@@ -1 1 @@\n", "x.diff:3: malformed header of a hunk"},
    {FILE_LINES "@@ ", "x.diff:3: malformed header of a hunk"},
    {FILE_LINES "@@ -1 +99999999999999999999,1 @@\n", "x.diff:3: malformed header of a hunk"},
    {"diff --cc a.c\n--- a/a.c\n+++ b/a.c\n@@@ -1,1 -1,1 +1,1 @@@\n",
     "x.diff:4: the combined diff of a merge; it takes one between two revisions"},
};

START_TEST(is_broken)
{
    GError *wrong = NULL;
    ck_assert_ptr_null(diff_parse("x.diff", broken[_i].text, &wrong));
    ck_assert_str_eq(wrong->message, broken[_i].error);
    g_error_free(wrong);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff");
    TCase *t = tcase_create("diff");
    tcase_add_checked_fixture(t, NULL, teardown);
    tcase_add_test(t, of_git);
    tcase_add_test(t, of_diff);
    tcase_add_test(t, of_nothing);
    tcase_add_loop_test(t, is_broken, 0, G_N_ELEMENTS(broken));
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Statements and comments of C text that was made for it.
 *
 * Needs no compiler and no files.
 */
#include "filter/c_text.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct c_text *scanned;

static void scan(const char *text)
{
    c_text_free(scanned);
    scanned = c_text_scan(text, strlen(text));
}

static void teardown(void)
{
    c_text_free(scanned);
    scanned = NULL;
}

static void expect_statement(uint32_t line, uint32_t first, uint32_t last)
{
    struct c_lines lines = c_text_statement(scanned, line);
    ck_assert_msg(lines.first == first && lines.last == last, "line %u: %u-%u, not %u-%u", line, lines.first,
                  lines.last, first, last);
}

/* Comment number `i` has that text, and is about these lines. */
static void expect_comment(guint i, const char *text, uint32_t first, uint32_t last)
{
    ck_assert_uint_lt(i, scanned->comments->len);
    const struct c_comment *c = &g_array_index(scanned->comments, struct c_comment, i);
    struct c_lines lines = c_text_comment_lines(scanned, c);
    ck_assert_str_eq(c->text, text);
    ck_assert_msg(lines.first == first && lines.last == last, "'%s': %u-%u, not %u-%u", text, lines.first,
                  lines.last, first, last);
}

START_TEST(statements)
{
    scan("int f(int a,\n" /* 1 */
         "      int b)\n"
         "{\n"
         "\ta = g(b,\n"
         "\t      \"; { \\\"\",\n" /* 5 */
         "\t      ';');\n"
         "\n"
         "\tif (a)\n"
         "\t\tb = 1; a = 2; h(\n"
         "\t\t\t3);\n" /* 10 */
         "}\n"
         "#define X do { \\\n"
         "\t} while (0)\n"
         "int c;\n"
         "void last(void)");
    expect_statement(1, 1, 3);
    expect_statement(3, 1, 3);
    expect_statement(4, 4, 6);
    expect_statement(6, 4, 6);
    expect_statement(7, 7, 7);
    expect_statement(8, 8, 9);
    expect_statement(9, 8, 10); /* three of them */
    expect_statement(10, 9, 10);
    expect_statement(11, 11, 11);
    expect_statement(12, 12, 13);
    expect_statement(14, 14, 14);
    expect_statement(15, 15, 15);
    expect_statement(99, 99, 99);
}
END_TEST

START_TEST(brackets_that_do_not_match)
{
    scan("void f(void)\n" /* 1 */
         "{\n"
         "#ifdef A\n"
         "\tg(1,\n"
         "#else\n" /* 5 */
         "\th(1,\n"
         "#endif\n"
         "\t  2);\n"
         "}\n"
         "int after;\n" /* 10 */
         "int list[] = {\n"
         "\t1,\n"
         "}, more;\n"
         "int stray)));\n"
         "int end;\n"); /* 15 */
    expect_statement(3, 3, 3);
    expect_statement(4, 4, 9);
    expect_statement(10, 10, 10);
    expect_statement(11, 11, 11);
    expect_statement(13, 12, 13);
    expect_statement(14, 14, 14);
    expect_statement(15, 15, 15);
}
END_TEST

START_TEST(comments)
{
    scan("a(); /* gfpcheck: behind */\n" /* 1 */
         "/* gfpcheck: before,\n"
         " * in two lines */\n"
         "\n"
         "// another one\n" /* 5 */
         "b(1,\n"
         "  2); // gfpcheck:of two lines\n"
         "c(1, /* gfpcheck: inside */\n"
         "  2); d(); //gfpcheck: of the last \\\n"
         "one\n" /* 10 */
         "#define E 1 /* gfpcheck: of a macro */\n"
         "f(\"/* gfpcheck: text */\", '\"'); /* not gfpcheck: ours */\n"
         "/** gfpcheck: doc **/ g();\n"
         "/**//* gfpcheck: never closed");
    ck_assert_uint_eq(scanned->comments->len, 8);
    expect_comment(0, " behind", 1, 1);
    expect_comment(1, " before, in two lines", 6, 7);
    expect_comment(2, "of two lines", 6, 7);
    expect_comment(3, " inside", 8, 9);
    expect_comment(4, " of the last \\ one", 9, 9);
    expect_comment(5, " of a macro", 11, 11);
    expect_comment(6, " doc *", 13, 13);
    expect_comment(7, " never closed", 14, 14);
    const struct c_comment *c = &g_array_index(scanned->comments, struct c_comment, 2);
    ck_assert_uint_eq(c->line, 7);
    ck_assert_uint_eq(c->column, 7);
}
END_TEST

/* What ends in the middle of something is no reason to read on. */
START_TEST(ends_anywhere)
{
    static const char text[] = "a(\"\\\"\\\n\"); /* gfpcheck: x\\\r\n */ #b \\\n '\\'' // gfpcheck: y\\\n";
    scan("");
    for (size_t n = 1; n < sizeof text; n++) {
        char *copy = g_memdup2(text, n); /* so that sanitizers see its end */
        c_text_free(scanned);
        scanned = c_text_scan(copy, n);
        g_free(copy);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("c_text");
    TCase *t = tcase_create("c_text");
    tcase_add_checked_fixture(t, NULL, teardown);
    tcase_add_test(t, statements);
    tcase_add_test(t, brackets_that_do_not_match);
    tcase_add_test(t, comments);
    tcase_add_test(t, ends_anywhere);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

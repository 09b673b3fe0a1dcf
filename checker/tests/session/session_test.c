/* Sessions through the public header: wrong options, inputs that lead nowhere, where the data is.
 *
 * Needs the rule files of the source tree, and no kernel. Whole runs with findings are tested in e2e/.
 */
#include "base/data.h"
#include "session/inputs.h"

#include <check.h>
#include <errno.h>
#include <gfpcheck/gfpcheck.h>
#include <stdlib.h>
#include <string.h>

static const char *const nowhere[] = {"/nonexistent/a.c", "/nonexistent/b.c", NULL};

static gfpcheck_options options;

static void setup(void)
{
    gfpcheck_options_init(&options);
    options.model = 1;
    options.paths = nowhere;
}

/* Runs a session that must fail as a whole, with `error` in its message. */
static void expect_error(const char *error)
{
    gfpcheck_session *s = gfpcheck_new(&options);
    ck_assert_int_eq(gfpcheck_run(s), GFPCHECK_FAILED);
    ck_assert_ptr_nonnull(gfpcheck_error(s));
    ck_assert_msg(strstr(gfpcheck_error(s), error) != NULL, "%s", gfpcheck_error(s));
    const gfpcheck_finding *findings;
    ck_assert_uint_eq(gfpcheck_findings(s, &findings), 0);
    gfpcheck_free(s);
}

START_TEST(unknown_check)
{
    const char *const ids[] = {"atomic-alloc", "no-such-check", NULL};
    options.select = ids;
    expect_error("no check 'no-such-check'; there are: atomic-alloc, ");
}
END_TEST

START_TEST(unknown_dump)
{
    options.dump = "ir,tea";
    options.dump_to = stdout;
    expect_error("no dump 'tea'; there are: ir cfg summary");
}
END_TEST

START_TEST(no_paths)
{
    options.paths = NULL;
    expect_error("no file or folder");
    const char *const none[] = {NULL};
    options.paths = none;
    expect_error("no file or folder");
}
END_TEST

START_TEST(missing_inputs_as_a_whole)
{
    options.database = "/nonexistent";
    expect_error("/nonexistent: no such compilation database");
    options.database = NULL;
    options.kbuild = "/nonexistent";
    expect_error("/nonexistent: no such kernel build folder");
}
END_TEST

START_TEST(missing_paths_fail_one_by_one)
{
    gfpcheck_session *s = gfpcheck_new(&options);
    ck_assert_int_eq(gfpcheck_run(s), GFPCHECK_FAILED);
    ck_assert_ptr_null(gfpcheck_error(s));
    const gfpcheck_failure *failures;
    ck_assert_uint_eq(gfpcheck_failures(s, &failures), 2);
    ck_assert_str_eq(failures[0].file, nowhere[0]);
    ck_assert_str_eq(failures[1].reason, "no such file or folder");
    gfpcheck_free(s);
}
END_TEST

START_TEST(unknown_format)
{
    gfpcheck_session *s = gfpcheck_new(&options);
    ck_assert_int_eq(gfpcheck_write(s, "tea", stdout, NULL), -1);
    ck_assert_int_eq(errno, EINVAL);
    gfpcheck_free(s);
}
END_TEST

START_TEST(facts)
{
    const gfpcheck_check *checks;
    size_t n = gfpcheck_checks(&checks);
    ck_assert_uint_gt(n, 0);
    ck_assert_str_eq(checks[0].id, "atomic-alloc");
    ck_assert_str_eq(gfpcheck_formats()[0], "text");
    ck_assert(strchr(gfpcheck_version(), '.') != NULL);
}
END_TEST

START_TEST(relative_paths)
{
    ck_assert_str_eq(inputs_relative("/a/b", "/a/b/c.c"), "c.c");
    ck_assert_str_eq(inputs_relative("/a/b/", "/a/b/c/d.c"), "c/d.c");
    ck_assert_str_eq(inputs_relative("/a/b", "/a/bc/d.c"), "/a/bc/d.c");
    ck_assert_str_eq(inputs_relative("/", "/a.c"), "a.c");
    ck_assert_str_eq(inputs_relative("/a", "a.c"), "a.c");
}
END_TEST

START_TEST(data_is_found)
{
    g_unsetenv("GFPCHECK_DATA");
    char *path = data_path("rules/linux");
    ck_assert(g_file_test(path, G_FILE_TEST_IS_DIR));
    g_free(path);
    g_setenv("GFPCHECK_DATA", "/else/where", TRUE);
    path = data_path("rules/linux");
    ck_assert_str_eq(path, "/else/where/rules/linux");
    g_free(path);
    expect_error("/else/where");
    g_unsetenv("GFPCHECK_DATA");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("session");
    TCase *t = tcase_create("session");
    tcase_add_checked_fixture(t, setup, NULL);
    tcase_add_test(t, unknown_check);
    tcase_add_test(t, unknown_dump);
    tcase_add_test(t, no_paths);
    tcase_add_test(t, missing_inputs_as_a_whole);
    tcase_add_test(t, missing_paths_fail_one_by_one);
    tcase_add_test(t, unknown_format);
    tcase_add_test(t, facts);
    tcase_add_test(t, relative_paths);
    tcase_add_test(t, data_is_found);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Config files: where they are found, what they set, what is wrong with broken ones, and trust. */
#include "config/config.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder, *path;
static struct options options;

static void setup(void)
{
    folder = g_dir_make_tmp("config-XXXXXX", NULL);
    path = g_build_filename(folder, CONFIG_NAME, NULL);
}

static void teardown(void)
{
    options_clear(&options);
    g_unlink(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static void write_text(const char *text)
{
    ck_assert(g_file_set_contents(path, text, -1, NULL));
}

static void read_text(const char *text)
{
    GError *wrong = NULL;
    write_text(text);
    bool ok = config_read(path, &options, &wrong);
    ck_assert_msg(ok, "%s", wrong ? wrong->message : "");
}

static void expect_below(const char *value, const char *relative)
{
    char *expected = g_build_filename(folder, relative, NULL);
    ck_assert_str_eq(value, expected);
    g_free(expected);
}

static void expect_origin(enum option_id id, const char *expected)
{
    const char *origin = option_origin(&options, id);
    ck_assert(g_str_has_prefix(origin, path));
    ck_assert_str_eq(origin + strlen(path), expected);
}

START_TEST(all_kinds)
{
    read_text("# a comment\n"
              "select: [atomic-alloc,\n"
              "         atomic-free]\n"
              "jobs: 4\n"
              "model: yes\n"
              "rules:\n"
              "  - own.yaml\n"
              "  - /else/where.yaml\n"
              "exclude: ['*.mod.c', sub/x*]\n"
              "baseline: ../known\n"
              "ignore: []\n");
    ck_assert_str_eq(options.select[0], "atomic-alloc");
    ck_assert_str_eq(options.select[1], "atomic-free");
    ck_assert_ptr_null(options.select[2]);
    expect_origin(OPTION_ID_select, ":2: select");
    ck_assert_str_eq(options.jobs, "4");
    expect_origin(OPTION_ID_jobs, ":4: jobs");
    ck_assert(options.model);
    expect_below(options.rules[0], "own.yaml");
    ck_assert_str_eq(options.rules[1], "/else/where.yaml");
    expect_origin(OPTION_ID_rules, ":6: rules");
    ck_assert_str_eq(options.exclude[0], "*.mod.c");
    expect_below(options.exclude[1], "sub/x*");
    char *above = g_path_get_dirname(folder), *known = g_build_filename(above, "known", NULL);
    ck_assert_str_eq(options.baseline, known);
    g_free(above);
    g_free(known);
    ck_assert_ptr_null(options.ignore);
    ck_assert(!option_is_set(&options, OPTION_ID_ignore));
    ck_assert_str_eq(option_origin(&options, OPTION_ID_ignore), "--ignore");
}
END_TEST

START_TEST(nothing)
{
    read_text("");
    read_text("# nothing\n");
    for (int id = 0; id < OPTIONS; id++) ck_assert(!option_is_set(&options, (enum option_id)id));
}
END_TEST

/* What stands on the command line wins, and so does what takes the place of an option. */
START_TEST(command_line_wins)
{
    options.jobs = g_strdup("2");
    options.select = g_strsplit("atomic-sleep", ",", -1);
    options.kbuild = g_strdup("build");
    options.no_db = TRUE;
    options.no_baseline = TRUE;
    read_text(
        "{jobs: 4, ignore: [atomic-sleep], database: db, model: true, db: some.db, baseline: b, root: .}");
    ck_assert_str_eq(options.jobs, "2");
    ck_assert_str_eq(option_origin(&options, OPTION_ID_jobs), "--jobs");
    ck_assert_ptr_null(options.ignore);
    ck_assert_ptr_null(options.database);
    ck_assert(!options.model);
    ck_assert_ptr_null(options.db);
    ck_assert_ptr_null(options.baseline);
    ck_assert_str_eq(options.root, folder);
}
END_TEST

START_TEST(baseline_to_be_written)
{
    options.write_baseline = g_strdup(_i ? "other" : "");
    read_text("baseline: b\n");
    if (_i)
        ck_assert_ptr_null(options.baseline);
    else
        expect_below(options.baseline, "b");
}
END_TEST

static const struct {
    const char *text, *error; /* behind the path */
} broken[] = {
    {"tea: 1\n", ":1: Unexpected key: tea"},
    {"jobs: 1\noutput: x\n", ":2: Unexpected key: output"}, /* for the command line alone */
    {"jobs: 1\nroot: .\njobs: 2\n", ":3: Mapping field already seen: jobs"},
    {"root: .\n\njobs: [1]\n", ":3: jobs: "},
    {"select: atomic-alloc\n", ":1: select: "},
    {"select: [{a: b}]\n", ":1: Expecting STRING"},
    {"root: .\nmodel: maybe\n", ":2: model: Invalid ENUM value: maybe; one of true, false, yes, no, on, off"},
    {"root: ''\n", ":1: root: "},
    {"root: .\nselect: [a\n", ":3: did not find expected ',' or ']'"},
    {"just text\n", ":1: "},
    {"- jobs\n", ":1: "},
};

START_TEST(is_broken)
{
    GError *wrong = NULL;
    write_text(broken[_i].text);
    ck_assert(!config_read(path, &options, &wrong));
    ck_assert(g_str_has_prefix(wrong->message, path));
    ck_assert_msg(g_str_has_prefix(wrong->message + strlen(path), broken[_i].error), "%s", wrong->message);
    g_error_free(wrong);
}
END_TEST

START_TEST(is_missing)
{
    GError *wrong = NULL;
    ck_assert(!config_read(path, &options, &wrong));
    ck_assert_msg(strstr(wrong->message, "the config file cannot be read: "), "%s", wrong->message);
    g_error_free(wrong);
}
END_TEST

START_TEST(found_upwards)
{
    char *deep = g_build_filename(folder, "a", "b", NULL), *a = g_path_get_dirname(deep);
    ck_assert_int_eq(g_mkdir_with_parents(deep, 0700), 0);
    char *found = config_find(deep);
    ck_assert_ptr_null(found);
    write_text("");
    found = config_find(deep);
    ck_assert_str_eq(found, path);
    g_free(found);
    found = config_find(folder);
    ck_assert_str_eq(found, path);
    g_free(found);
    g_rmdir(deep);
    g_rmdir(a);
    g_free(a);
    g_free(deep);
}
END_TEST

START_TEST(trust)
{
    GError *wrong = NULL;
    char *data = g_build_filename(folder, "data", NULL),
         *store = g_build_filename(data, "gfpcheck", "trusted", NULL);
    char *inner = g_path_get_dirname(store);
    g_setenv("XDG_DATA_HOME", data, TRUE);
    ck_assert(!config_is_trusted(path));
    ck_assert(!config_trust(path, &wrong));
    g_clear_error(&wrong);
    write_text("kbuild: x\n");
    ck_assert(!config_is_trusted(path));
    ck_assert_msg(config_trust(path, &wrong), "%s", wrong ? wrong->message : "");
    ck_assert(config_is_trusted(path));
    write_text("kbuild: y\n");
    ck_assert(!config_is_trusted(path));
    ck_assert(config_trust(path, NULL));
    ck_assert(config_is_trusted(path));
    char *text = NULL;
    ck_assert(g_file_get_contents(store, &text, NULL, NULL));
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1); /* what was trusted before is gone */
    g_free(text);
    g_unlink(store);
    g_rmdir(inner);
    g_rmdir(data);
    g_free(inner);
    g_free(store);
    g_free(data);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("config");
    TCase *t = tcase_create("config");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, all_kinds);
    tcase_add_test(t, nothing);
    tcase_add_test(t, command_line_wins);
    tcase_add_loop_test(t, baseline_to_be_written, 0, 2);
    tcase_add_loop_test(t, is_broken, 0, G_N_ELEMENTS(broken));
    tcase_add_test(t, is_missing);
    tcase_add_test(t, found_upwards);
    tcase_add_test(t, trust);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

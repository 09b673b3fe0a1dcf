/* Rule files that are refused: each file of testdata/rules-bad says in its first line how.
 *
 * The line is "# expect: REST", where the whole message is the file's path followed by REST. With
 * GFPCHECK_BLESS=1 the lines are written instead of compared.
 */
#include "rules/rules.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define BAD_DIR TESTDATA_DIR "/rules-bad"

static GPtrArray *files;

static void find_files(void)
{
    GDir *dir = g_dir_open(BAD_DIR, 0, NULL);
    const char *name;

    files = g_ptr_array_new_with_free_func(g_free);
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".yaml")) g_ptr_array_add(files, g_build_filename(BAD_DIR, name, NULL));
    if (dir) g_dir_close(dir);
}

/* What the first line promises; the rest of the text begins at *rest. */
static char *expected(const char *text, const char **rest)
{
    const char *end = strchr(text, '\n');

    ck_assert_msg(g_str_has_prefix(text, "# expect: ") && end, "no '# expect: ' in the first line");
    *rest = end;
    return g_strndup(text + strlen("# expect: "), (gsize)(end - text) - strlen("# expect: "));
}

START_TEST(refused)
{
    const char *path = g_ptr_array_index(files, _i), *rest;
    const char *extra[] = {path, NULL};
    GError *error = NULL;
    char *text, *want, *message, *blessed;
    gsize length;

    ck_assert(g_file_get_contents(path, &text, &length, NULL));
    want = expected(text, &rest);
    ck_assert_ptr_null(rules_load(BAD_DIR "/base", extra, (struct rules_version){0, 0}, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_msg(g_str_has_prefix(error->message, path), "no file in: %s", error->message);
    message = error->message + strlen(path);
    if (g_getenv("GFPCHECK_BLESS")) {
        blessed = g_strdup_printf("# expect: %s", message);
        GString *out = g_string_new(blessed);
        g_string_append_len(out, rest, (gssize)(length - (gsize)(rest - text)));
        ck_assert(g_file_set_contents(path, out->str, (gssize)out->len, NULL));
        g_string_free(out, TRUE);
        g_free(blessed);
    } else {
        ck_assert_msg(strcmp(want, message) == 0, "%s\n  expected: %s\n  got:      %s", path, want, message);
    }
    g_error_free(error);
    g_free(want);
    g_free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules: bad files");
    TCase *tcase = tcase_create("refused");
    SRunner *runner = srunner_create(suite);
    int failed;

    find_files();
    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, refused, 0, (int)files->len);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner) || !files->len;
    srunner_free(runner);
    g_ptr_array_free(files, TRUE);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

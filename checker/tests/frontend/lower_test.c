/* Lowers every testdata/lower/X.c and compares what it gives with X.ir. GFPCHECK_BLESS=1 rewrites the X.ir.
 *
 * Each file is there for a trap of libclang or a part of C, which its first comment names. */
#include "frontend/frontend.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER TESTDATA_DIR "/lower"

static GPtrArray *files; /* of char *: base names without .c, sorted */

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_files(void)
{
    GDir *dir = g_dir_open(FOLDER, 0, NULL);
    const char *name;

    files = g_ptr_array_new_with_free_func(g_free);
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".c")) g_ptr_array_add(files, g_strndup(name, strlen(name) - 2));
    if (dir) g_dir_close(dir);
    g_ptr_array_sort(files, by_name);
}

static struct frontend *new_frontend(void)
{
    sym macros[] = {sym_of("in_interrupt"), sym_of("in_atomic"), sym_of("assert_atomic")};
    sym probes[] = {sym_of("PROBED_BITS"), sym_of("PROBED_NEGATIVE"), sym_of("PROBED_CALL"),
                    sym_of("PROBED_FUNCTION"), sym_of("PROBED_UNDEFINED")};
    struct frontend_options options = {.source_root = SOURCE_ROOT,
                                       .macros = macros,
                                       .nmacros = G_N_ELEMENTS(macros),
                                       .probes = probes,
                                       .nprobes = G_N_ELEMENTS(probes)};

    return frontend_new(&options);
}

static struct ir_unit *lower_file(struct frontend *fe, struct arena *arena, const char *name, bool model,
                                  struct frontend_report *report)
{
    static char *flags[] = {"-std=gnu11", "--target=x86_64-linux-gnu", NULL};
    struct command cmd = {.directory = SOURCE_ROOT, .flags = flags, .model = model};
    GError *error = NULL;
    struct ir_unit *u;

    cmd.file = g_strdup_printf(FOLDER "/%s.c", name);
    u = frontend_parse(fe, &cmd, arena, report, &error);
    ck_assert_msg(u != NULL, "%s: %s", name, error ? error->message : "?");
    g_free(cmd.file);
    return u;
}

static void verify(const struct ir_unit *u)
{
    GError *error = NULL;

    for (uint32_t i = 0; i < u->nfuncs; i++)
        ck_assert_msg(ir_verify(u->funcs[i], &error), "%s", error ? error->message : "?");
}

static char *text_of(const struct ir_unit *u)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    ir_print_unit(out, u);
    fclose(out);
    return text;
}

START_TEST(golden)
{
    const char *name = files->pdata[_i];
    char *path = g_strdup_printf(FOLDER "/%s.ir", name), *expected = NULL, *text;
    struct frontend *fe = new_frontend();
    struct arena *arena = arena_new();
    struct frontend_report report;
    struct ir_unit *u = lower_file(fe, arena, name, false, &report);

    verify(u);
    text = text_of(u);
    if (g_getenv("GFPCHECK_BLESS")) ck_assert(g_file_set_contents(path, text, -1, NULL));
    ck_assert_msg(g_file_get_contents(path, &expected, NULL, NULL), "%s is missing", path);
    ck_assert_msg(strcmp(text, expected) == 0, "%s differs from what %s.c is lowered to now:\n%s", path, name,
                  text);
    if (strcmp(name, "broken") != 0) ck_assert_msg(report.errors == 0, "%s: %s", name, report.first_error);
    g_free(report.first_error);
    g_free(expected);
    g_free(path);
    free(text);
    frontend_free(fe);
    arena_free(arena);
}
END_TEST

static const struct ir_func *function_named(const struct ir_unit *u, const char *name)
{
    for (uint32_t i = 0; i < u->nfuncs; i++)
        if (strcmp(sym_text(u->funcs[i]->name), name) == 0) return u->funcs[i];
    return NULL;
}

START_TEST(errors_are_reported)
{
    struct frontend *fe = new_frontend();
    struct arena *arena = arena_new();
    struct frontend_report report;
    const struct ir_unit *u = lower_file(fe, arena, "broken", false, &report);

    ck_assert_uint_gt(report.errors, 0);
    ck_assert(strstr(report.first_error, "broken.c:2: ") && strstr(report.first_error, "no/such/header.h"));
    ck_assert(report.reduced);
    ck_assert_uint_eq(report.missing_headers, 0);
    ck_assert(function_named(u, "takes_unknown") && function_named(u, "still_there"));
    g_free(report.first_error);

    lower_file(fe, arena, "broken", true, &report);
    ck_assert_uint_eq(report.missing_headers, 1);
    g_free(report.first_error);
    frontend_free(fe);
    arena_free(arena);
}
END_TEST

/* One frontend lowers many units. */
START_TEST(header_functions_belong_to_their_unit)
{
    struct frontend *fe = new_frontend();
    struct arena *arena = arena_new();
    struct frontend_report report;
    const struct ir_unit *first = lower_file(fe, arena, "header_meaning", false, &report);
    const struct ir_unit *second = lower_file(fe, arena, "header_meaning_other", false, &report);
    char *low = text_of(first), *high = text_of(second);

    ck_assert(strstr(low, "return 1"));
    ck_assert(strstr(high, "return 2"));
    free(low);
    free(high);
    frontend_free(fe);
    arena_free(arena);
}
END_TEST

static void check_refused(const char *contents, gssize size, const char *reason)
{
    char *path = g_build_filename(g_get_tmp_dir(), "gfpcheck-lower-test-XXXXXX.c", NULL);
    int fd = g_mkstemp(path);
    struct command cmd = {.file = path, .directory = SOURCE_ROOT};
    struct frontend *fe = new_frontend();
    struct arena *arena = arena_new();
    struct frontend_report report;
    GError *error = NULL;

    ck_assert_int_ge(fd, 0);
    g_close(fd, NULL);
    if (contents)
        ck_assert(g_file_set_contents(path, contents, size, NULL));
    else
        remove(path);
    ck_assert_ptr_null(frontend_parse(fe, &cmd, arena, &report, &error));
    ck_assert_msg(strstr(error->message, path) && strstr(error->message, reason), "%s", error->message);
    g_error_free(error);
    remove(path);
    g_free(path);
    frontend_free(fe);
    arena_free(arena);
}

START_TEST(what_is_no_source_is_refused)
{
    check_refused(NULL, 0, "No such file");
    check_refused("\x7f"
                  "ELF\0\1",
                  6, "not C source");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lower");
    TCase *tc = tcase_create("lower");
    SRunner *runner = srunner_create(suite);
    int failed;

    find_files();
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, golden, 0, (int)files->len);
    tcase_add_test(tc, errors_are_reported);
    tcase_add_test(tc, header_functions_belong_to_their_unit);
    tcase_add_test(tc, what_is_no_source_is_refused);
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    g_ptr_array_unref(files);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

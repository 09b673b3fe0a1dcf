/* The report formats against golden files: testdata/report/<case>.<format>.
 *
 * Needs no analysis: the findings are made by hand. With GFPCHECK_BLESS=1 the golden files are rewritten.
 */
#include "report/report.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct step steps[] = {
    {STEP_CONTEXT, 0, 10, 2, 0, 0, 0},
    {STEP_CALL, 0, 12, 9, 0, 0, 0},
    {STEP_SLEEP, 0, 4, 16, 0, 0, 0},
    {STEP_NOTE, 0, 12, 9, 0, 0, 0},
};
static struct step odd_step = {STEP_NOTE, 0, 7, 1, 0, 0, 0};
static struct finding findings[2], odd_findings[2], suppressed, known;
static struct report_failure failures[] = {{"drivers/bad.c", "drivers/bad.c:3: expected ';'"}};

/* A run with two findings and a failure; arrays are to be freed with free_report(). */
static struct report full_report(void)
{
    const char *const messages[] = {"spin_lock() disables preemption", "calls fill()",
                                    "GFP_KERNEL may \"sleep\"", "mend: allocate before"};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        steps[i].file = sym_of("drivers/a.c");
        steps[i].function = sym_of(i == 2 ? "fill" : "probe");
        steps[i].message = sym_of(messages[i]);
    }
    findings[0] = (struct finding){
        .check = CHECK_ATOMIC_ALLOC,
        .confidence = DEFINITE,
        .file = sym_of("drivers/a.c"),
        .line = 12,
        .column = 9,
        .function = sym_of("probe"),
        .message = sym_of("kmalloc() may sleep"),
        .fingerprint = "0123456789abcdef0123456789abcdef",
        .nsteps = G_N_ELEMENTS(steps),
        .steps = steps,
        .more_callers = 2,
    };
    findings[1] = (struct finding){
        .check = CHECK_MISMATCHED_FREE,
        .confidence = LIKELY,
        .file = sym_of("/out/of/tree.c"),
        .line = 1,
        .column = 1,
        .function = sym_of("f"),
        .message = sym_of("not UTF-8: \xff"),
        .fingerprint = "ffffffffffffffffffffffffffffffff",
    };
    known = suppressed = findings[1];
    suppressed.suppressed = sym_of("the lock is the caller's, and \"cold\"");
    struct report r = {
        .source_root = "/src",
        .findings = g_ptr_array_new(),
        .suppressed = g_ptr_array_new(),
        .known = g_ptr_array_new(),
        .gone = g_ptr_array_new(),
        .files = g_ptr_array_new(),
        .failed = g_ptr_array_new(),
        .functions = 41,
        .reduced = "model headers",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(findings); i++) g_ptr_array_add(r.findings, &findings[i]);
    g_ptr_array_add(r.suppressed, &suppressed);
    g_ptr_array_add(r.known, &known);
    g_ptr_array_add(r.files, (char *)"drivers/a.c");
    g_ptr_array_add(r.files, (char *)"drivers/bad.c");
    g_ptr_array_add(r.failed, &failures[0]);
    return r;
}

/* The same with names and texts that have a meaning in some format, and one place that is not known. */
static struct report odd_report(void)
{
    static struct report_failure failure = {"drivers/no%0Afile,\x01.c", "a \"reason\"\nin <two> lines: 100%"};
    struct report r = full_report();
    odd_step.file = sym_of("inc/a:b\r\n.h");
    odd_step.function = sym_of("operator<");
    odd_step.message = sym_of("\xc3\xa4 note, with %25 and \t");
    odd_findings[0] = findings[0];
    odd_findings[0].file = sym_of("drivers/x y%20z/\xc3\xbc&<'\">.c");
    odd_findings[0].message = sym_of("]]> :: a, b: \"c\" \x1b[31m & \xe2\x82\xac \xef\xbf\xbf\n2nd line");
    odd_findings[0].steps = &odd_step;
    odd_findings[0].nsteps = 1;
    odd_findings[0].more_callers = 1;
    odd_findings[1] = (struct finding){
        .check = CHECK_ATOMIC_SLEEP,
        .confidence = LIKELY,
        .file = odd_findings[0].file,
        .message = sym_of("no place"),
        .fingerprint = "00000000000000000000000000000000",
    };
    for (guint i = 0; i < r.findings->len; i++) r.findings->pdata[i] = &odd_findings[i];
    r.failed->pdata[0] = &failure;
    g_ptr_array_add(r.files, (char *)sym_text(odd_findings[0].file));
    r.source_root = "/s r%c/";
    return r;
}

static void free_report(struct report *r)
{
    g_ptr_array_unref(r->findings);
    g_ptr_array_unref(r->suppressed);
    g_ptr_array_unref(r->known);
    g_ptr_array_unref(r->gone);
    g_ptr_array_unref(r->files);
    g_ptr_array_unref(r->failed);
}

/* The report as text, owned by the caller. */
static char *written(const char *format, const struct report *r)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    ck_assert_int_eq(report_format(format)->write(out, r), 0);
    fclose(out);
    return text;
}

/* Takes out what SARIF tells of all checks, which is tested where it is written. */
static void drop_rules(char *text)
{
    char *rules = strstr(text, "\"rules\": [\n");
    if (!rules) return;
    char *end = strstr(rules, "\n          ]");
    ck_assert_ptr_nonnull(end);
    rules = strchr(rules, '\n');
    memmove(rules, end, strlen(end) + 1);
}

static void compare_golden(const char *name, const char *format, const struct report *r)
{
    char *text = written(format, r), *golden = NULL;
    char *path = g_strdup_printf("%s/report/%s.%s", TESTDATA_DIR, name, format);
    drop_rules(text);
    if (g_getenv("GFPCHECK_BLESS")) ck_assert(g_file_set_contents(path, text, -1, NULL));
    ck_assert_msg(g_file_get_contents(path, &golden, NULL, NULL), "no %s", path);
    ck_assert_str_eq(text, golden);
    g_free(golden);
    g_free(path);
    free(text);
}

START_TEST(full)
{
    struct report r = full_report();
    compare_golden("full", report_formats[_i].name, &r);
    free_report(&r);
}
END_TEST

START_TEST(empty)
{
    struct report r = full_report();
    g_ptr_array_set_size(r.findings, 0);
    g_ptr_array_set_size(r.suppressed, 0);
    g_ptr_array_set_size(r.known, 0);
    g_ptr_array_set_size(r.files, 1);
    g_ptr_array_set_size(r.failed, 0);
    r.functions = 1;
    r.reduced = NULL;
    compare_golden("empty", report_formats[_i].name, &r);
    free_report(&r);
}
END_TEST

START_TEST(odd)
{
    struct report r = odd_report();
    compare_golden("odd", report_formats[_i].name, &r);
    free_report(&r);
}
END_TEST

START_TEST(text_with_prefix_and_quiet)
{
    struct report r = full_report();
    r.prefix = "../linux/";
    r.quiet = true;
    char *text = written("text", &r);
    ck_assert(
        g_str_has_prefix(text, "../linux/drivers/a.c:12:9: warning: kmalloc() may sleep [atomic-alloc]\n"));
    ck_assert_ptr_nonnull(strstr(text, "\n/out/of/tree.c:1:1: warning: "));
    ck_assert_ptr_null(strstr(text, "findings"));
    free(text);
    free_report(&r);
}
END_TEST

START_TEST(terse)
{
    struct report r = full_report();
    r.terse = true;
    char *text = written("text", &r);
    ck_assert_str_eq(text, "drivers/a.c:12:9: warning: kmalloc() may sleep [atomic-alloc]\n"
                           "/out/of/tree.c:1:1: warning: not UTF-8: \xff [mismatched-free, likely]\n");
    free(text);
    free_report(&r);
}
END_TEST

/* A socket that keeps the bounds of writes tells how many there were. */
START_TEST(text_is_one_write)
{
    struct report r = full_report();
    char *text = written("text", &r), got[4096];
    int ends[2];
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends), 0);
    FILE *out = fdopen(ends[0], "w");
    setvbuf(out, NULL, _IONBF, 0);
    ck_assert_int_eq(report_format("text")->write(out, &r), 0);
    fclose(out);
    ck_assert_int_eq(recv(ends[1], got, sizeof got, 0), strlen(text));
    ck_assert_int_eq(recv(ends[1], got, sizeof got, 0), 0);
    close(ends[1]);
    free(text);
    free_report(&r);
}
END_TEST

/* What is written where the user and his environment wish so: `force` and `no` are the values of
 * CLICOLOR_FORCE and NO_COLOR. */
static bool is_coloured(enum report_colour wish, const char *force, const char *no)
{
    struct report r = full_report();
    r.colour = wish;
    g_setenv("CLICOLOR_FORCE", force, TRUE);
    g_setenv("NO_COLOR", no, TRUE);
    char *text = written("text", &r);
    bool coloured = strchr(text, '\033') != NULL;
    g_unsetenv("CLICOLOR_FORCE");
    g_unsetenv("NO_COLOR");
    free(text);
    free_report(&r);
    return coloured;
}

START_TEST(colour)
{
    ck_assert(!is_coloured(COLOUR_AUTO, "", ""));
    ck_assert(!is_coloured(COLOUR_AUTO, "0", ""));
    ck_assert(is_coloured(COLOUR_AUTO, "1", ""));
    ck_assert(!is_coloured(COLOUR_AUTO, "1", "1"));
    ck_assert(is_coloured(COLOUR_ALWAYS, "", "1"));
    ck_assert(!is_coloured(COLOUR_NEVER, "1", ""));
}
END_TEST

START_TEST(full_disk_is_an_error)
{
    struct report r = full_report();
    FILE *out = fopen("/dev/full", "w");
    if (out) {
        ck_assert_int_eq(report_formats[_i].write(out, &r), -1);
        fclose(out);
    }
    free_report(&r);
}
END_TEST

START_TEST(unknown_format)
{
    ck_assert_ptr_null(report_format("xml"));
}
END_TEST

int main(void)
{
    int formats = 0;
    while (report_formats[formats].name) formats++;
    Suite *suite = suite_create("formats");
    TCase *t = tcase_create("formats");
    tcase_add_loop_test(t, full, 0, formats);
    tcase_add_loop_test(t, empty, 0, formats);
    tcase_add_loop_test(t, odd, 0, formats);
    tcase_add_test(t, text_with_prefix_and_quiet);
    tcase_add_test(t, terse);
    tcase_add_test(t, text_is_one_write);
    tcase_add_test(t, colour);
    tcase_add_loop_test(t, full_disk_is_an_error, 0, formats);
    tcase_add_test(t, unknown_format);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

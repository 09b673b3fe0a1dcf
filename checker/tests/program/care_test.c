/* Care of the program database: what is whole and makes no sense is told, and figures are those of what is in
 * it.
 *
 * Needs the rules of rules/linux, and a unit in IR text.
 */
#include "program/care.h"

#include "base/pack.h"
#include "program/program.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char text[] = "unit a.c\n"
                           "probe __GFP_DIRECT_RECLAIM = 1024\n"
                           "func @a.c:under_lock(dev: \"struct dev *\") file a.c line 1 {\n"
                           "b0:\n"
                           "  %1 = field dev, dev.lock : spinlock_t !2\n"
                           "  call @spin_lock(%1) !2\n"
                           "  %2 = call @h.h:get(3264) !3\n"
                           "  %3 = call @kmalloc(8, 3264) !4\n"
                           "  call @spin_unlock(%1) !5\n"
                           "  return %3 !6\n"
                           "}\n"
                           "func @h.h:get(gfp: gfp_t) static inline header file h.h line 1 {\n"
                           "b0:\n"
                           "  %1 = call @kmalloc(8, gfp) !2\n"
                           "  return %1 !2\n"
                           "}\n";

static struct rules *rules;
static struct store *store;

static void analyse(void)
{
    GError *error = NULL;
    struct arena *arena = arena_new();
    struct ir_unit *unit = ir_read_unit(arena, "a.ir", text, &error);
    ck_assert_msg(unit != NULL, "%s", error ? error->message : "");
    store = store_open(NULL, "test", NULL);
    struct program *p = program_new(rules, store);
    program_add(p, unit);
    program_analyse(p);
    program_free(p);
    arena_free(arena);
}

static void forget(void)
{
    store_close(store);
}

/* Joined with newlines (g_free). */
static char *complaints(const struct rules *with)
{
    GPtrArray *wrong = g_ptr_array_new_with_free_func(g_free);
    care_check(store, with, wrong);
    g_ptr_array_add(wrong, NULL);
    char *joined = g_strjoinv("\n", (char **)wrong->pdata);
    g_ptr_array_unref(wrong);
    return joined;
}

START_TEST(counts)
{
    struct care_figures figures;
    care_count(store, &figures);
    ck_assert_uint_eq(figures.calls, 5);
    ck_assert_uint_eq(figures.violations, 2);
    ck_assert_uint_eq(figures.analysed, 1);
    ck_assert_uint_eq(figures.stale, 0);
    store_unit_by_id(store, 1)->flags = STORE_UNIT_PARSED | STORE_UNIT_STALE;
    care_count(store, &figures);
    ck_assert_uint_eq(figures.analysed, 0);
    ck_assert_uint_eq(figures.stale, 1);
}
END_TEST

START_TEST(praises_what_is_whole)
{
    char *said = complaints(rules);
    ck_assert_str_eq(said, "");
    g_free(said);
}
END_TEST

static const struct {
    enum store_blob kind;
    const char *bytes; /* put in its place; NULL: none */
    bool packed;
    const char *words;
} damages[] = {
    {STORE_IR, NULL, false, "a.c has no IR"},
    {STORE_IR, "nonsense", false, "the IR of a.c cannot be read"},
    {STORE_IR, "nonsense", true, "the IR of a.c cannot be read"},
    {STORE_OUTLINE, NULL, false, "a.c has no outline"},
    {STORE_OUTLINE, "nonsense", false, "the outline of a.c cannot be read"},
    {STORE_HEADER_IR, "nonsense", false, "the IR of header function 1 cannot be read"},
    {STORE_HEADER_OUTLINE, "nonsense", false, "the outline of header function 1 cannot be read"},
    {STORE_SUMMARY, "nonsense", true, "a.c has no summary of 1 of its functions"},
    {STORE_HEADER_SUMMARY, NULL, false, "header function 1 has no summary"},
};

START_TEST(tells_what_makes_no_sense)
{
    const char *bytes = damages[_i].bytes;
    GBytes *blob = NULL;
    if (bytes)
        blob = damages[_i].packed ? bytes_compress(bytes, strlen(bytes)) : g_bytes_new(bytes, strlen(bytes));
    store_put(store, damages[_i].kind, 1, blob);
    if (blob) g_bytes_unref(blob);
    char *said = complaints(rules);
    ck_assert_msg(strstr(said, damages[_i].words), "%s", said);
    g_free(said);
}
END_TEST

START_TEST(tells_lost_references)
{
    store_remove_header(store, 1);
    char *said = complaints(NULL);
    ck_assert_str_eq(said, "a.c refers to a header function that is not there");
    g_free(said);
}
END_TEST

/* Without the rules that they were made with, results can't even be read. */
START_TEST(leaves_results_of_other_rules)
{
    store_put(store, STORE_SUMMARY, 1, NULL);
    char *said = complaints(NULL);
    ck_assert_str_eq(said, "");
    g_free(said);
    store_set_value(store, "rules", "others");
    said = complaints(rules);
    ck_assert_str_eq(said, "");
    g_free(said);
}
END_TEST

START_TEST(expects_no_results_yet)
{
    store_unit_by_id(store, 1)->flags = STORE_UNIT_PARSED;
    store_put(store, STORE_SUMMARY, 1, NULL);
    store_put(store, STORE_HEADER_SUMMARY, 1, NULL);
    char *said = complaints(rules);
    ck_assert_str_eq(said, "");
    g_free(said);
}
END_TEST

int main(void)
{
    struct rules_version version = {0, 0};
    GError *error = NULL;
    rules = rules_load(SOURCE_ROOT "/rules/linux", NULL, version, &error);
    g_assert_no_error(error);
    Suite *suite = suite_create("care");
    TCase *tests = tcase_create("care");
    tcase_add_checked_fixture(tests, analyse, forget);
    tcase_add_test(tests, counts);
    tcase_add_test(tests, praises_what_is_whole);
    tcase_add_loop_test(tests, tells_what_makes_no_sense, 0, G_N_ELEMENTS(damages));
    tcase_add_test(tests, tells_lost_references);
    tcase_add_test(tests, leaves_results_of_other_rules);
    tcase_add_test(tests, expects_no_results_yet);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rules_free(rules);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

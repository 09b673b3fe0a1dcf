/* Analysis tests without libclang: testdata/analysis/X.ir is IR text, X.summary what the analysis says of it:
 * the summary of each function, then the violations. GFPCHECK_BLESS=1 rewrites the .summary files. Rules are
 * those of rules/linux.
 */
#include "program/program.h"

#include <check.h>
#include <stdlib.h>

static GPtrArray *cases; /* base names, sorted */
static struct rules *rules;

static char *path_of(const char *base, const char *ending)
{
    return g_strdup_printf("%s/analysis/%s%s", TESTDATA_DIR, base, ending);
}

static void print_violations(FILE *out, struct program *p)
{
    uint32_t n;
    const struct violation *const *v = program_violations(p, &n);
    for (uint32_t i = 0; i < n; i++) {
        const struct event *leaf = event_leaf(v[i]->event);
        const struct registration *r = v[i]->registration;
        fprintf(out, "violation in %s line %u: %s", sym_text(leaf->func->name), leaf->loc.line,
                sym_text(leaf->callee));
        if (v[i]->kind == VIOLATION_FREE)
            fprintf(out, " of %s memory", sym_text(v[i]->from.rule->family->name));
        else if (r)
            fprintf(out, " in %s %s", sym_text(r->rule->what), sym_text(ir_base_name(r->callback)));
        else
            fprintf(out, " after %s in %s", sym_text(v[i]->origin.text), sym_text(v[i]->origin.func->name));
        fprintf(out, "%s%s\n", v[i]->likely ? ", likely: " : "", sym_text(v[i]->assumption));
    }
}

static char *analyse(const char *base)
{
    char *path = path_of(base, ".ir"), *text = NULL, *result = NULL;
    size_t size;
    GError *error = NULL;
    struct arena *arena = arena_new();
    ck_assert_msg(g_file_get_contents(path, &text, NULL, &error), "%s", error ? error->message : "");
    struct ir_unit *unit = ir_read_unit(arena, path, text, &error);
    ck_assert_msg(unit != NULL, "%s", error ? error->message : "");
    for (uint32_t i = 0; i < unit->nfuncs; i++)
        ck_assert_msg(ir_verify(unit->funcs[i], &error), "%s", error ? error->message : "");
    struct program *p = program_new(rules, NULL);
    program_add(p, unit);
    program_analyse(p);
    FILE *out = open_memstream(&result, &size);
    program_print_summaries(out, p, NULL);
    print_violations(out, p);
    fclose(out);
    program_free(p);
    arena_free(arena);
    g_free(text);
    g_free(path);
    return result;
}

START_TEST(summary_is_as_recorded)
{
    const char *base = cases->pdata[_i];
    char *got = analyse(base), *path = path_of(base, ".summary"), *want = NULL;
    if (g_getenv("GFPCHECK_BLESS"))
        ck_assert(g_file_set_contents(path, got, -1, NULL));
    else
        ck_assert_msg(g_file_get_contents(path, &want, NULL, NULL), "%s is missing", path);
    ck_assert_msg(!want || g_str_equal(got, want), "%s differs; the analysis says:\n%s", path, got);
    free(got);
    g_free(want);
    g_free(path);
}
END_TEST

static gint by_text(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

static void find_cases(void)
{
    GDir *dir = g_dir_open(TESTDATA_DIR "/analysis", 0, NULL);
    cases = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".ir")) g_ptr_array_add(cases, g_strndup(name, strlen(name) - 3));
    }
    if (dir) g_dir_close(dir);
    g_ptr_array_sort(cases, by_text);
}

int main(void)
{
    GError *error = NULL;
    rules = rules_load(TESTDATA_DIR "/../rules/linux", NULL, (struct rules_version){6, 1}, &error);
    if (!rules) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    find_cases();
    Suite *suite = suite_create("summaries");
    TCase *tcase = tcase_create("testdata/analysis");
    tcase_add_loop_test(tcase, summary_is_as_recorded, 0, (int)cases->len);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner) || !cases->len;
    srunner_free(runner);
    g_ptr_array_unref(cases);
    rules_free(rules);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

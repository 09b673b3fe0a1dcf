/* rules/linux/ as it is delivered: it loads for every kernel version, every name of every row does what its
 * row says, and the lists are tidy.
 *
 * The files are parsed a second time here, row by row, and each name is looked up in the loaded tables.
 */
#include "rules/build.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define RULES_DIR SOURCE_ROOT "/rules/linux"

static const struct rules_version versions[] = {{5, 10}, {6, 1}, {6, 12}, {7, 2}, {0, 0}};

static GPtrArray *paths;
static struct rules *rules; /* of the newest kernels */

/* What a row must give; NULL where nothing is asked. */
typedef bool (*role_fn)(const struct rule_fn *fn, const struct raw_row *row);

static bool is_alloc(const struct rule_fn *fn, const struct raw_row *row)
{
    if (!fn->alloc) return false;
    if (row->gfp && fn->alloc->gfp != *row->gfp) return false;
    if (row->size && fn->alloc->size != *row->size) return false;
    return (!row->gfp && !row->sleeps) || fn->nsleeps > 0;
}

static bool is_release(const struct rule_fn *fn, const struct raw_row *row)
{
    return fn->release && fn->release->arg == *row->arg && (!row->sleeps || fn->nsleeps > 0);
}

static bool is_lock(const struct rule_fn *fn, const struct raw_row *row)
{
    for (uint32_t i = 0; i < fn->nlocks; i++)
        if (fn->locks[i]->effect == row->effect && fn->locks[i]->sets == row->sets) return true;
    return false;
}

static bool is_sleeper(const struct rule_fn *fn, const struct raw_row *row)
{
    for (uint32_t i = 0; i < fn->nsleeps; i++)
        if (fn->sleeps[i]->gfp == (row->gfp ? *row->gfp : RULE_NO_ARG)) return true;
    return false;
}

static bool is_fact(const struct rule_fn *fn, const struct raw_row *row)
{
    return fn->fact && fn->fact->kind == row->means;
}

static bool is_callback(const struct rule_fn *fn, const struct raw_row *row)
{
    for (uint32_t i = 0; i < fn->ncallbacks; i++)
        if (fn->callbacks[i]->arg == *row->arg && fn->callbacks[i]->context == row->context) return true;
    return false;
}

static bool is_function(const struct rule_fn *fn, const struct raw_row *row)
{
    return fn->never_sleeps == row->never_sleeps && fn->noreturn == row->noreturn;
}

struct visit {
    const char *path;
    void (*row)(const struct visit *v, const struct raw_row *row, const struct raw_group *group,
                role_fn role);
};

static void visit_rows(const struct visit *v, const struct raw_row *rows, unsigned n,
                       const struct raw_group *group, role_fn role)
{
    for (unsigned i = 0; i < n; i++) v->row(v, &rows[i], group, role);
}

static void visit_file(const struct visit *v)
{
    GError *error = NULL;
    struct rule_file file;
    const struct raw_file *f;

    ck_assert_msg(rule_file_read(&file, v->path, &error), "%s", error ? error->message : "no message");
    f = file.raw;
    for (unsigned i = 0; i < f->families_count; i++) {
        visit_rows(v, f->families[i].alloc, f->families[i].alloc_count, &f->families[i], is_alloc);
        visit_rows(v, f->families[i].release, f->families[i].release_count, &f->families[i], is_release);
    }
    for (unsigned i = 0; i < f->locks_count; i++) {
        visit_rows(v, f->locks[i].acquire, f->locks[i].acquire_count, &f->locks[i], is_lock);
        visit_rows(v, f->locks[i].attempt, f->locks[i].attempt_count, &f->locks[i], is_lock);
        visit_rows(v, f->locks[i].release, f->locks[i].release_count, &f->locks[i], is_lock);
    }
    visit_rows(v, f->sleepers, f->sleepers_count, NULL, is_sleeper);
    visit_rows(v, f->facts, f->facts_count, NULL, is_fact);
    visit_rows(v, f->callbacks, f->callbacks_count, NULL, is_callback);
    visit_rows(v, f->functions, f->functions_count, NULL, is_function);
    rule_file_clear(&file);
}

static void check_name(const struct visit *v, const char *name, const struct raw_row *row, role_fn role)
{
    const struct rule_fn *fn =
        row->nargs ? rules_call(rules, sym_of(name), (unsigned)*row->nargs) : rules_fn(rules, sym_of(name));

    ck_assert_msg(fn != NULL, "%s: %s is not known", v->path, name);
    ck_assert_msg(role(fn, row), "%s: %s does not do what its row says", v->path, name);
}

static void check_row(const struct visit *v, const struct raw_row *row, const struct raw_group *group,
                      role_fn role)
{
    (void)group;
    if (row->kernel) return; /* the other versions are for all_versions */
    for (unsigned i = 0; i < row->fn_count; i++) check_name(v, row->fn[i], row, role);
    for (unsigned i = 0; i < row->macro_count; i++) check_name(v, row->macro[i], row, role);
    for (unsigned i = 0; i < row->field_count; i++) {
        const struct rule_callback *c = rules_field(rules, sym_of(row->field[i]));

        ck_assert_msg(c && c->context == row->context, "%s: %s", v->path, row->field[i]);
    }
}

START_TEST(every_name_has_its_role)
{
    struct visit v = {g_ptr_array_index(paths, _i), check_row};

    visit_file(&v);
}
END_TEST

static void check_list(const struct visit *v, char *const *names, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        for (unsigned k = 0; k < i; k++)
            ck_assert_msg(strcmp(names[i], names[k]) != 0, "%s: %s twice in one row", v->path, names[i]);
}

static void lint_row(const struct visit *v, const struct raw_row *row, const struct raw_group *group,
                     role_fn role)
{
    const char *why = row->why ? row->why : group ? group->why : NULL;
    const char *name = row->fn_count ? row->fn[0] : row->macro_count ? row->macro[0] : row->field[0];

    (void)role;
    ck_assert_msg(why && strlen(why) >= 8, "%s: %s: no reason", v->path, name);
    ck_assert_msg(!g_str_has_suffix(why, ".") && strlen(why) < 160, "%s: %s: '%s'", v->path, name, why);
    check_list(v, row->fn, row->fn_count);
    check_list(v, row->macro, row->macro_count);
    check_list(v, row->field, row->field_count);
}

START_TEST(rows_are_tidy)
{
    struct visit v = {g_ptr_array_index(paths, _i), lint_row};

    visit_file(&v);
}
END_TEST

START_TEST(all_versions)
{
    GError *error = NULL;
    struct rules *r = rules_load(RULES_DIR, NULL, versions[_i], &error);

    ck_assert_msg(r != NULL, "%s", error ? error->message : "no message");
    ck_assert_ptr_nonnull(rules_fn(r, sym_of("kmalloc"))->alloc);
    rules_free(r);
}
END_TEST

START_TEST(found_without_being_told)
{
    GError *error = NULL;
    struct rules *r = rules_load(NULL, NULL, versions[0], &error);

    ck_assert_msg(r != NULL, "%s", error ? error->message : "no message");
    ck_assert_str_eq(sym_text(rules_gfp_bit(r)), "__GFP_DIRECT_RECLAIM");
    rules_free(r);
}
END_TEST

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_files(void)
{
    GDir *dir = g_dir_open(RULES_DIR, 0, NULL);
    const char *name;

    paths = g_ptr_array_new_with_free_func(g_free);
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".yaml")) g_ptr_array_add(paths, g_build_filename(RULES_DIR, name, NULL));
    if (dir) g_dir_close(dir);
    g_ptr_array_sort(paths, by_name);
}

int main(void)
{
    Suite *suite = suite_create("rules: content");
    TCase *tcase = tcase_create("content");
    SRunner *runner = srunner_create(suite);
    int failed;

    find_files();
    rules = rules_load(RULES_DIR, NULL, (struct rules_version){0, 0}, NULL);
    suite_add_tcase(suite, tcase);
    tcase_add_loop_test(tcase, all_versions, 0, G_N_ELEMENTS(versions));
    tcase_add_test(tcase, found_without_being_told);
    tcase_add_loop_test(tcase, every_name_has_its_role, 0, (int)paths->len);
    tcase_add_loop_test(tcase, rows_are_tidy, 0, (int)paths->len);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner) || !paths->len;
    srunner_free(runner);
    rules_free(rules);
    g_ptr_array_free(paths, TRUE);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

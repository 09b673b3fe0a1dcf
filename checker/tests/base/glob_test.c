/* Patterns for paths. */
#include "base/glob.h"

#include <check.h>
#include <glib.h>
#include <stdlib.h>

static const struct {
    const char *pattern, *path;
    bool matches;
} cases[] = {
    {"a.c", "a.c", true},
    {"a.c", "x/a.c", true},
    {"a.c", "x/ba.c", false},
    {"*.c", "x/y.c", true},
    {"*.c", "x.c/y.h", true}, /* a folder above it */
    {"stag?ng", "drivers/staging/x/y.c", true},
    {"[st]*", "drivers/usb", false},
    {"staging/", "drivers/staging/y.c", true},
    {"drivers/staging", "drivers/staging/y.c", true},
    {"drivers/staging/", "drivers/staging/y.c", true},
    {"drivers/staging", "drivers/staging2/y.c", false},
    {"drivers/staging", "x/drivers/staging/y.c", false},
    {"drivers/*/y.c", "drivers/usb/y.c", true},
    {"drivers/*/y.c", "drivers/usb/core/y.c", false},
    {"drivers/**/y.c", "drivers/usb/core/y.c", true},
    {"drivers/**/y.c", "drivers/y.c", true},
    {"**/core", "drivers/usb/core/y.c", true},
    {"**/**/core/*.h", "drivers/usb/core/y.c", false},
    {"drivers/**", "drivers/y.c", true},
    {"drivers/**", "drivers", false},
    {"/abs/x*", "/abs/xy/z.c", true},
    {"/abs/x*", "/abs/y", false},
    {"a/b/c", "a/b", false},
    {".*", "x/.git/y", true},
    {"**", "a", true},
};

START_TEST(matches)
{
    bool found = glob_match(cases[_i].pattern, cases[_i].path);
    ck_assert_msg(found == cases[_i].matches, "'%s' and '%s'", cases[_i].pattern, cases[_i].path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glob");
    TCase *t = tcase_create("glob");
    tcase_add_loop_test(t, matches, 0, G_N_ELEMENTS(cases));
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

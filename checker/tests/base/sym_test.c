/* Interned names: identity, the empty name, growth, formatting. */
#include "base/sym.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

START_TEST(same_text_is_same_id)
{
    char text[] = "kfree";

    ck_assert_uint_eq(sym_of("kfree"), sym_of(text));
    ck_assert_uint_ne(sym_of("kfree"), sym_of("vfree"));
    ck_assert_uint_ne(sym_of("kfree"), sym_of("kfree_"));
    ck_assert_uint_ne(sym_of("kfree"), sym_of("kfre"));
    ck_assert_str_eq(sym_text(sym_of(text)), "kfree");
}
END_TEST

START_TEST(empty_is_none)
{
    ck_assert_uint_eq(sym_of(""), SYM_NONE);
    ck_assert_uint_eq(sym_of_n("abc", 0), SYM_NONE);
    ck_assert_str_eq(sym_text(SYM_NONE), "");
}
END_TEST

START_TEST(length_cuts)
{
    ck_assert_uint_eq(sym_of_n("spin_lock_irqsave", 9), sym_of("spin_lock"));
    ck_assert_uint_eq(sym_of_n("ab\0cd", 5), sym_of("ab"));
}
END_TEST

START_TEST(ids_and_texts_survive_growth)
{
    enum { MANY = 100000 };
    static sym ids[MANY];
    const char *first;
    char text[64];

    ids[0] = sym_of("name_0");
    first = sym_text(ids[0]);
    for (int i = 1; i < MANY; i++) {
        snprintf(text, sizeof(text), "name_%d", i);
        ids[i] = sym_of(text);
    }
    ck_assert_ptr_eq(first, sym_text(ids[0]));
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "name_%d", i);
        ck_assert_uint_eq(sym_of(text), ids[i]);
        ck_assert_str_eq(sym_text(ids[i]), text);
    }
}
END_TEST

START_TEST(formats_of_any_length)
{
    char text[1001];

    memset(text, 'x', 1000);
    text[1000] = '\0';
    ck_assert_uint_eq(sym_fmt("%s:%d", "a.c", 7), sym_of("a.c:7"));
    ck_assert_uint_eq(sym_fmt("%s", text), sym_of(text));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sym");
    TCase *tests = tcase_create("sym");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_test(tests, same_text_is_same_id);
    tcase_add_test(tests, empty_is_none);
    tcase_add_test(tests, length_cuts);
    tcase_add_test(tests, ids_and_texts_survive_growth);
    tcase_add_test(tests, formats_of_any_length);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

/* Help for tests on IR text: reading and printing without fuss. */
#ifndef GFPCHECK_TESTS_IR_SUPPORT_H
#define GFPCHECK_TESTS_IR_SUPPORT_H

#include "ir/ir.h"

#include <check.h>
#include <stdlib.h>

/* The unit in `text`; the test fails if it is malformed. */
static inline struct ir_unit *read_text(struct arena *arena, const char *text)
{
    GError *error = NULL;
    struct ir_unit *u = ir_read_unit(arena, "test.ir", text, &error);

    ck_assert_msg(u != NULL, "%s", error ? error->message : "no error");
    return u;
}

/* What `print` writes of `thing`; free(). */
#define PRINTED(print, thing)                                                                                \
    __extension__({                                                                                          \
        char *printed_text_;                                                                                 \
        size_t printed_size_;                                                                                \
        FILE *printed_out_ = open_memstream(&printed_text_, &printed_size_);                                 \
        print(printed_out_, thing);                                                                          \
        fclose(printed_out_);                                                                                \
        printed_text_;                                                                                       \
    })

/* Runs the suite's only test case; the value to return from main(). */
static inline int run_tests(TCase *tests, const char *name)
{
    Suite *suite = suite_create(name);
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#endif

/* Shared memory: what children put there is there, and nowhere twice. */
#include "base/shelf.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 4, EACH = 20000, LARGE = 3 << 20 };

START_TEST(memory_is_zeroed_and_aligned)
{
    struct shelf *s = shelf_new();
    static const size_t sizes[] = {0, 1, 3, 16, 17, 4096, LARGE, 5};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *memory = shelf_alloc(s, sizes[i]);
        ck_assert_uint_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++) {
            if (memory[k]) ck_abort_msg("byte %zu of %zu", k, sizes[i]);
        }
        memset(memory, 0xff, sizes[i]);
    }
    ck_assert_ptr_null(shelf_dup(s, "", 0));
    ck_assert_str_eq(shelf_dup(s, "text", 5), "text");
    shelf_free(s);
    shelf_free(NULL);
}
END_TEST

/* Each child writes its number into many pieces, and hands them over in an array of the parent's. */
START_TEST(children_share_it)
{
    struct shelf *s = shelf_new();
    int **made = SHELF_ARRAY(s, int *, CHILDREN *EACH);
    for (int c = 0; c < CHILDREN; c++) {
        if (fork() != 0) continue;
        for (int i = 0; i < EACH; i++) {
            int n = 1 + i % 40, *numbers = SHELF_ARRAY(s, int, n);
            for (int k = 0; k < n; k++) numbers[k] = c * EACH + i;
            made[c * EACH + i] = numbers;
        }
        memset(shelf_alloc(s, LARGE), c, LARGE);
        _exit(0);
    }
    for (int c = 0; c < CHILDREN; c++) {
        int status;
        ck_assert_int_gt(wait(&status), 0);
        ck_assert_int_eq(status, 0);
    }
    for (int i = 0; i < CHILDREN * EACH; i++) {
        for (int k = 0; k < 1 + i % EACH % 40; k++) {
            if (made[i][k] != i) ck_abort_msg("piece %d holds %d", i, made[i][k]);
        }
    }
    shelf_free(s);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shelf");
    TCase *t = tcase_create("shelf");
    tcase_add_test(t, memory_is_zeroed_and_aligned);
    tcase_add_test(t, children_share_it);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

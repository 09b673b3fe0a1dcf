/* The arena: alignment, zeroing, sizes around a chunk, reset. */
#include "base/arena.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static int is_zero(const unsigned char *p, size_t n)
{
    while (n && *p == 0) p++, n--;
    return n == 0;
}

START_TEST(allocations_are_aligned_zeroed_and_apart)
{
    unsigned char *before = NULL;

    ck_assert_ptr_nonnull(arena_alloc(arena, 0));
    for (size_t size = 1; size < 100000; size = size * 3 / 2 + 1) {
        unsigned char *p = arena_alloc(arena, size);

        ck_assert_ptr_nonnull(p);
        ck_assert_ptr_ne(p, before);
        ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        ck_assert(is_zero(p, size));
        memset(p, 0xa5, size);
        before = p;
    }
}
END_TEST

START_TEST(a_large_allocation_leaves_the_chunk_in_use)
{
    int *small = ARENA_NEW(arena, int);
    char *large = arena_alloc(arena, 10 * 1024 * 1024);
    int *next = ARENA_NEW(arena, int);

    *small = 1;
    *next = 2;
    memset(large, 3, 10 * 1024 * 1024);
    ck_assert_int_eq(*small, 1);
    ck_assert_int_eq(*next, 2);
}
END_TEST

START_TEST(reset_gives_zeroed_memory_again)
{
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) {
            unsigned char *p = arena_alloc(arena, 700);

            ck_assert(is_zero(p, 700));
            memset(p, 0xff, 700);
        }
        ck_assert_uint_eq(arena_used(arena), 700 * 1000);
        arena_reset(arena);
        ck_assert_uint_eq(arena_used(arena), 0);
    }
}
END_TEST

START_TEST(dup_copies)
{
    const int numbers[] = {1, 2, 3};
    int *copy = arena_dup(arena, numbers, sizeof(numbers));

    ck_assert_mem_eq(copy, numbers, sizeof(numbers));
    ck_assert_ptr_null(arena_dup(arena, NULL, 0));
}
END_TEST

START_TEST(free_of_null_is_allowed)
{
    arena_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, allocations_are_aligned_zeroed_and_apart);
    tcase_add_test(tests, a_large_allocation_leaves_the_chunk_in_use);
    tcase_add_test(tests, reset_gives_zeroed_memory_again);
    tcase_add_test(tests, dup_copies);
    tcase_add_test(tests, free_of_null_is_allowed);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

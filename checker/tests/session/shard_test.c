/* Shards: every unit is in one of them, they are of one size, and they stay what they are when units come. */
#include "session/shard.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDERS = 40, UNITS = 300 };

/* Of `n` units, in the order of their numbers, or the other way round. */
static struct inputs make(unsigned n, bool backwards)
{
    struct inputs in = {.commands = g_ptr_array_new_with_free_func((GDestroyNotify)command_free),
                        .root = g_strdup("/kernel")};
    for (unsigned i = 0; i < n; i++) {
        unsigned number = backwards ? n - 1 - i : i;
        struct command *cmd = g_new0(struct command, 1);
        cmd->file = g_strdup_printf("/kernel/drivers/d%u/unit%u.c", number * 7 % FOLDERS, number);
        g_ptr_array_add(in.commands, cmd);
    }
    return in;
}

static const char *file_at(const struct inputs *in, guint i)
{
    return ((const struct command *)in->commands->pdata[i])->file;
}

/* Puts the shard of each unit into `out` (file to shard). */
static GHashTable *divide(unsigned n, unsigned shards, bool backwards)
{
    GHashTable *out = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (unsigned shard = 1; shard <= shards; shard++) {
        struct inputs in = make(n, backwards);
        shard_select(&in, shard, shards);
        ck_assert_uint_ge(in.commands->len, n / shards);
        ck_assert_uint_le(in.commands->len, (n + shards - 1) / shards);
        for (guint i = 0; i < in.commands->len; i++)
            ck_assert(g_hash_table_insert(out, g_strdup(file_at(&in, i)), GUINT_TO_POINTER(shard)));
        inputs_clear(&in);
    }
    ck_assert_uint_eq(g_hash_table_size(out), n);
    return out;
}

static unsigned moved(GHashTable *before, GHashTable *now)
{
    GHashTableIter it;
    gpointer file, shard;
    unsigned n = 0;
    g_hash_table_iter_init(&it, before);
    while (g_hash_table_iter_next(&it, &file, &shard)) n += g_hash_table_lookup(now, file) != shard;
    return n;
}

static const unsigned divisions[] = {1, 2, 3, 4, 7, 64, UNITS, UNITS + 9};

START_TEST(every_unit_is_in_one)
{
    unsigned shards = divisions[_i];
    GHashTable *all = divide(UNITS, shards, false), *backwards = divide(UNITS, shards, true);
    ck_assert_uint_eq(moved(all, backwards), 0);
    g_hash_table_unref(all);
    g_hash_table_unref(backwards);
}
END_TEST

START_TEST(a_new_unit_moves_few)
{
    unsigned shards = divisions[_i];
    GHashTable *before = divide(UNITS - 1, shards, false), *now = divide(UNITS, shards, false);
    ck_assert_uint_lt(moved(before, now), shards);
    g_hash_table_unref(before);
    g_hash_table_unref(now);
}
END_TEST

/* The units of a folder share headers: however many shards there are, its units are in four pieces, or at a
 * cut. */
START_TEST(folders_stay_together)
{
    enum { SHARDS = 64, GROUPS = 4 };
    unsigned parts = 0;
    for (unsigned shard = 1; shard <= SHARDS; shard++) {
        struct inputs in = make(UNITS, false);
        GHashTable *folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        shard_select(&in, shard, SHARDS);
        for (guint i = 0; i < in.commands->len; i++)
            g_hash_table_add(folders, g_path_get_dirname(file_at(&in, i)));
        parts += g_hash_table_size(folders);
        g_hash_table_unref(folders);
        inputs_clear(&in);
    }
    ck_assert_uint_lt(parts, FOLDERS * GROUPS + SHARDS);
}
END_TEST

START_TEST(nothing_can_be_divided)
{
    struct inputs in = make(0, false);
    shard_select(&in, 2, 3);
    ck_assert_uint_eq(in.commands->len, 0);
    inputs_clear(&in);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shard");
    TCase *tests = tcase_create("shard");
    tcase_add_loop_test(tests, every_unit_is_in_one, 0, G_N_ELEMENTS(divisions));
    tcase_add_loop_test(tests, a_new_unit_moves_few, 0, G_N_ELEMENTS(divisions));
    tcase_add_test(tests, folders_stay_together);
    tcase_add_test(tests, nothing_can_be_divided);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

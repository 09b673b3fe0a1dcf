/* Copying units between program databases: all of a unit comes along, header functions once, under ids of
 * their own; what is lost is told.
 */
#include "store_fixture.h"

#include "base/arena.h"
#include "ir/ir.h"
#include "program/copy.h"
#include "program/outline.h"
#include "program/record.h"

/* Units a.c and b.c both call get() of the header, which calls inner(). */
static const char text[] = "unit %s\n"
                           "func @%s:own() file %s line 1 {\n"
                           "b0:\n"
                           "  %%1 = call @h.h:get() !2\n"
                           "  return %%1 !2\n"
                           "}\n"
                           "func @h.h:inner() static inline header file h.h line 1 {\n"
                           "b0:\n"
                           "  return 1 !2\n"
                           "}\n"
                           "func @h.h:get() static inline header file h.h line 4 {\n"
                           "b0:\n"
                           "  %%1 = call @h.h:inner() !5\n"
                           "  return %%1 !5\n"
                           "}\n";

static struct store_unit *add(struct store *s, const char *name)
{
    struct arena *arena = arena_new();
    struct recorder *recorder = recorder_new();
    GByteArray *record = g_byte_array_new();
    GError *error = NULL;
    char *source = g_strdup_printf(text, name, name, name);
    struct ir_unit *unit = ir_read_unit(arena, name, source, &error);
    ck_assert_msg(unit != NULL, "%s", error ? error->message : "");
    recorder_add(recorder, unit, record);
    struct store_unit *u = store_unit(s, name);
    ck_assert(record_put(s, u, record->data, record->len));
    u->command = 5, u->key = 7, u->cost_us = 9;
    u->flags |= STORE_UNIT_ERRORS | STORE_UNIT_ANALYSED;
    store_unit_fail(s, u, "expected ';'");
    g_free(source);
    g_byte_array_unref(record);
    recorder_free(recorder);
    arena_free(arena);
    return u;
}

static struct store *in_memory(void)
{
    return store_open(NULL, FORMAT, NULL);
}

static bool copy(struct store *to, struct store *from, const char *name)
{
    struct copier *c = copier_new(to, from);
    bool ok = copier_unit(c, store_find_unit(from, name), store_unit(to, name));
    copier_free(c);
    return ok;
}

static void check_same(struct store *s, enum store_blob kind, uint32_t id, struct store *other,
                       uint32_t other_id)
{
    GBytes *a = store_get(s, kind, id), *b = store_get(other, kind, other_id);
    ck_assert(a && b && g_bytes_equal(a, b));
    g_bytes_unref(a);
    g_bytes_unref(b);
}

/* The content hash of the only header function that an outline refers to. */
static uint64_t refers_to(struct store *s, enum store_blob kind, uint32_t id)
{
    GBytes *bytes = store_get(s, kind, id);
    struct outline o;
    ck_assert(bytes && outline_open(&o, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)));
    ck_assert_uint_eq(o.nheaders, 1);
    uint64_t hash = store_header_hash(s, (uint32_t)o.headers[0]);
    g_bytes_unref(bytes);
    return hash;
}

START_TEST(all_of_a_unit)
{
    bool is_new;
    struct store *from = in_memory(), *to = in_memory();
    add(from, "/k/a.c");
    const struct store_unit *b = add(from, "/k/b.c");
    for (uint64_t other = 1; other <= 2; other++) store_header(to, other, &is_new); /* so that ids differ */
    ck_assert(copy(to, from, "/k/b.c") && copy(to, from, "/k/a.c"));
    const struct store_unit *u = store_find_unit(to, "/k/b.c");
    ck_assert(u->command == 5 && u->key == 7 && u->cost_us == 9 && u->functions == 1);
    ck_assert_uint_eq(u->flags, STORE_UNIT_PARSED | STORE_UNIT_ERRORS);
    ck_assert_str_eq(u->failure, "expected ';'");
    check_same(to, STORE_IR, u->id, from, b->id);
    ck_assert_uint_eq(store_max_header(to), 2 + store_max_header(from));
    uint64_t hash = refers_to(from, STORE_OUTLINE, b->id);
    uint32_t get_from = store_find_header(from, hash), get_to = store_find_header(to, hash);
    ck_assert_uint_eq(refers_to(to, STORE_OUTLINE, u->id), hash);
    ck_assert_uint_ne(get_from, get_to);
    check_same(to, STORE_HEADER_IR, get_to, from, get_from);
    hash = refers_to(from, STORE_HEADER_OUTLINE, get_from);
    ck_assert_uint_eq(refers_to(to, STORE_HEADER_OUTLINE, get_to), hash);
    check_same(to, STORE_HEADER_IR, store_find_header(to, hash), from, store_find_header(from, hash));
    store_close(from);
    store_close(to);
}
END_TEST

static const enum store_blob parts[] = {STORE_IR, STORE_OUTLINE, STORE_HEADER_IR, STORE_HEADER_OUTLINE};

START_TEST(what_is_lost_is_told)
{
    struct store *from = in_memory(), *to = in_memory();
    add(from, "/k/a.c");
    store_put(from, parts[_i], 1, NULL);
    ck_assert(!copy(to, from, "/k/a.c"));
    store_close(from);
    store_close(to);
}
END_TEST

START_TEST(a_reference_to_nothing_is_told)
{
    struct store *from = in_memory(), *to = in_memory();
    add(from, "/k/a.c");
    store_remove_header(from, 1);
    store_remove_header(from, 2);
    ck_assert(!copy(to, from, "/k/a.c"));
    store_close(from);
    store_close(to);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("copy");
    TCase *tests = tcase_create("copy");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, all_of_a_unit);
    tcase_add_loop_test(tests, what_is_lost_is_told, 0, G_N_ELEMENTS(parts));
    tcase_add_test(tests, a_reference_to_nothing_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}

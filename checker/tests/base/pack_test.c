/* Bytes: what is packed is unpacked, the same in every process; what is damaged is refused and harms nobody.
 */
#include "base/pack.h"

#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const uint64_t numbers[] = {0,         1, 127, 128, 16383, 16384, UINT32_MAX, (uint64_t)UINT32_MAX + 1,
                                   UINT64_MAX};
static const int64_t integers[] = {0, 1, -1, 63, -64, 64, -65, INT32_MIN, INT64_MAX, INT64_MIN};
static const char *const names[] = {"kfree", "", "drivers/net/a.c:open", "kfree", "struct net_device *", "x"};

static GBytes *pack_all(void)
{
    struct packer *p = packer_new();

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) pack_uint(p, numbers[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) pack_sym(p, sym_of(names[i]));
    pack_bytes(p, "a\0b", 3);
    for (size_t i = 0; i < G_N_ELEMENTS(integers); i++) pack_int(p, integers[i]);
    pack_bytes(p, NULL, 0);
    return packer_finish(p);
}

/* Reads what pack_all() wrote, whatever it is by now; whether it is right. */
static bool unpack_all(const void *bytes, size_t size)
{
    struct unpacker *u = unpacker_new(bytes, size);
    const void *text;
    bool right = true;
    size_t n;

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) right &= unpack_uint(u) == numbers[i];
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) right &= unpack_sym(u) == sym_of(names[i]);
    text = unpack_bytes(u, &n);
    right &= n == 3 && memcmp(text, "a\0b", 3) == 0;
    for (size_t i = 0; i < G_N_ELEMENTS(integers); i++) right &= unpack_int(u) == integers[i];
    unpack_bytes(u, &n);
    right &= n == 0;
    return unpacker_free(u) && right;
}

/* Of its own size, for AddressSanitizer to see overruns. */
static unsigned char *copy_of(const void *bytes, size_t n)
{
    unsigned char *copy = g_malloc(n);

    if (n) memcpy(copy, bytes, n);
    return copy;
}

/* So that damage gets past the check sum. */
static void sign(unsigned char *bytes, size_t n)
{
    const uint64_t hash = hash64(bytes, n - 4);

    for (unsigned i = 0; i < 4; i++) bytes[n - 4 + i] = (unsigned char)(hash >> 8 * i);
}

START_TEST(what_is_packed_is_unpacked)
{
    GBytes *bytes = pack_all();

    ck_assert(unpack_all(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)));
    g_bytes_unref(bytes);
}
END_TEST

START_TEST(nothing_is_something)
{
    GBytes *bytes = packer_finish(packer_new());

    ck_assert(unpacker_free(unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))));
    ck_assert(!unpacker_free(unpacker_new(NULL, 0)));
    g_bytes_unref(bytes);
}
END_TEST

START_TEST(many_names)
{
    enum { MANY = 5000 };
    struct packer *p = packer_new();
    struct unpacker *u;
    GBytes *bytes;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < MANY; i++) pack_sym(p, sym_fmt("name_%d", i));
    bytes = packer_finish(p);
    u = unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < MANY; i++) ck_assert_uint_eq(unpack_sym(u), sym_fmt("name_%d", i));
    ck_assert(unpacker_free(u));
    g_bytes_unref(bytes);
}
END_TEST

/* A process whose names have other numbers writes the same. */
START_TEST(ids_do_not_show)
{
    unsigned char theirs[1024];
    int ends[2], status;
    GBytes *ours;
    ssize_t n;
    pid_t pid;

    ck_assert_int_eq(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        for (size_t i = G_N_ELEMENTS(names); i-- > 0;) sym_fmt("more_%s", sym_text(sym_of(names[i])));
        ours = pack_all();
        n = write(ends[1], g_bytes_get_data(ours, NULL), g_bytes_get_size(ours));
        _exit(n != (ssize_t)g_bytes_get_size(ours));
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_int_eq(status, 0);
    n = read(ends[0], theirs, sizeof(theirs));
    ours = pack_all();
    ck_assert_mem_eq(theirs, g_bytes_get_data(ours, NULL), g_bytes_get_size(ours));
    ck_assert_int_eq(n, (ssize_t)g_bytes_get_size(ours));
    g_bytes_unref(ours);
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(damage_is_refused)
{
    GBytes *bytes = pack_all();
    const size_t n = g_bytes_get_size(bytes);
    const unsigned char *whole = g_bytes_get_data(bytes, NULL);

    for (size_t cut = 0; cut < n; cut++) {
        unsigned char *part = copy_of(whole, cut);

        ck_assert_msg(!unpack_all(part, cut), "the first %zu bytes", cut);
        g_free(part);
    }
    for (size_t bit = 0; bit < 8 * n; bit++) {
        unsigned char *damaged = copy_of(whole, n);

        damaged[bit / 8] ^= (unsigned char)(1 << bit % 8);
        ck_assert_msg(!unpack_all(damaged, n), "bit %zu", bit);
        g_free(damaged);
    }
    g_bytes_unref(bytes);
}
END_TEST

START_TEST(damage_with_a_right_sum_harms_nobody)
{
    GBytes *bytes = pack_all();
    const size_t n = g_bytes_get_size(bytes);
    const unsigned char *whole = g_bytes_get_data(bytes, NULL);
    GRand *random = g_rand_new_with_seed((guint32)_i);

    for (int round = 0; round < 2000; round++) {
        const size_t left = round % 2 ? n : (size_t)g_rand_int_range(random, 4, (gint32)n + 1);
        unsigned char *damaged = copy_of(whole, left);

        for (int flips = g_rand_int_range(random, 1, 4); flips > 0; flips--)
            damaged[g_rand_int_range(random, 0, (gint32)left)] = (unsigned char)g_rand_int(random);
        sign(damaged, left);
        unpack_all(damaged, left);
        g_free(damaged);
    }
    g_rand_free(random);
    g_bytes_unref(bytes);
}
END_TEST

/* What only a liar would write. */
static const struct {
    const char *body;
    size_t n;
} wrong_numbers[] = {
    {"\x80", 1},                                          /* has no end                */
    {"\x80\x00", 2},                                      /* has a shorter form        */
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10},     /* above 64 bits             */
    {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11}, /* far above                 */
};

START_TEST(wrong_numbers_give_zeros)
{
    unsigned char bytes[32] = {0}; /* no names */
    const size_t n = 1 + wrong_numbers[_i].n + 4;
    struct unpacker *u;

    memcpy(bytes + 1, wrong_numbers[_i].body, wrong_numbers[_i].n);
    sign(bytes, n);
    u = unpacker_new(bytes, n);
    ck_assert(unpack_ok(u));
    ck_assert_uint_eq(unpack_uint(u), 0);
    ck_assert(!unpack_ok(u));
    ck_assert_uint_eq(unpack_uint(u), 0);
    ck_assert_uint_eq(unpack_count(u), 0);
    ck_assert_uint_eq(unpack_sym(u), SYM_NONE);
    ck_assert(!unpacker_free(u));
}
END_TEST

START_TEST(counts_and_sizes_have_bounds)
{
    struct packer *p = packer_new();
    struct unpacker *u;
    GBytes *bytes;
    size_t n;

    pack_uint(p, (uint64_t)UINT32_MAX + 1);
    bytes = packer_finish(p);
#define FRESH() unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes))
    u = FRESH();
    ck_assert_uint_eq(unpack_u32(u), 0);
    ck_assert(!unpacker_free(u));
    u = FRESH();
    ck_assert_uint_eq(unpack_count(u), 0);
    ck_assert(!unpacker_free(u));
    u = FRESH();
    unpack_bytes(u, &n);
    ck_assert_uint_eq(n, 0);
    ck_assert(!unpacker_free(u));
    u = FRESH();
    ck_assert_uint_eq(unpack_sym(u), SYM_NONE);
    ck_assert(!unpacker_free(u));
    u = FRESH();
    ck_assert_uint_eq(unpack_uint(u), (uint64_t)UINT32_MAX + 1);
    ck_assert(unpack_ok(u));
    unpack_fail(u);
    ck_assert(!unpacker_free(u));
    ck_assert_msg(!unpacker_free(FRESH()), "something is left");
    g_bytes_unref(bytes);
}
END_TEST

static void check_frame(const void *bytes, size_t n)
{
    GBytes *packed = bytes_compress(bytes, n), *again;
    const size_t size = g_bytes_get_size(packed);
    unsigned char *copy = copy_of(g_bytes_get_data(packed, NULL), size);

    again = bytes_decompress(copy, size);
    ck_assert_ptr_nonnull(again);
    ck_assert_uint_eq(g_bytes_get_size(again), n);
    if (n) ck_assert_mem_eq(g_bytes_get_data(again, NULL), bytes, n);
    g_bytes_unref(again);
    for (size_t cut = 0; cut < size; cut += 1 + size / 500) ck_assert_ptr_null(bytes_decompress(copy, cut));
    for (size_t bit = 0; bit < 8 * size; bit += 1 + size / 500) {
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
        again = bytes_decompress(copy, size);
        if (again) g_bytes_unref(again);
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    copy = g_realloc(copy, size + 1);
    copy[size] = 0;
    ck_assert_ptr_null(bytes_decompress(copy, size + 1));
    g_free(copy);
    g_bytes_unref(packed);
}

START_TEST(compression)
{
    enum { LARGE = 300000 };
    unsigned char *large = g_malloc(LARGE);

    for (unsigned i = 0; i < LARGE; i++) large[i] = (unsigned char)(i * 0x9E3779B1u >> (i % 5 ? 24 : 31));
    check_frame("", 0);
    check_frame("kfree", 5);
    check_frame(large, LARGE);
    ck_assert_ptr_null(bytes_decompress("no frame at all", 15));
    ck_assert_ptr_null(bytes_decompress(NULL, 0));
    g_free(large);
}
END_TEST

/* They stand in files. */
START_TEST(hashes_are_the_same_forever)
{
    ck_assert_uint_eq(hash64("", 0), 0x2d06800538d394c2);
    ck_assert_uint_eq(hash64_text("kfree"), hash64("kfree", 5));
    ck_assert_uint_ne(hash64_more(1, "kfree", 5), hash64_more(2, "kfree", 5));
    ck_assert_uint_eq(hash64_more(0, "kfree", 5), hash64("kfree", 5));
}
END_TEST

START_TEST(names_have_the_hash_of_their_text)
{
    char text[32];

    ck_assert_uint_eq(sym_hash(SYM_NONE), hash64("", 0));
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100000; i += 1 + i / 10) {
            g_snprintf(text, sizeof(text), "name_%d", i);
            ck_assert_uint_eq(sym_hash(sym_of(text)), hash64_text(text));
        }
        for (int i = 0; i < 100000; i++) sym_fmt("name_%d", i);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pack");
    TCase *tests = tcase_create("pack");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_test(tests, what_is_packed_is_unpacked);
    tcase_add_test(tests, nothing_is_something);
    tcase_add_test(tests, many_names);
    tcase_add_test(tests, ids_do_not_show);
    tcase_add_test(tests, damage_is_refused);
    tcase_add_loop_test(tests, damage_with_a_right_sum_harms_nobody, 0, 10);
    tcase_add_loop_test(tests, wrong_numbers_give_zeros, 0, G_N_ELEMENTS(wrong_numbers));
    tcase_add_test(tests, counts_and_sizes_have_bounds);
    tcase_add_test(tests, compression);
    tcase_add_test(tests, hashes_are_the_same_forever);
    tcase_add_test(tests, names_have_the_hash_of_their_text);
    suite_add_tcase(suite, tests);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

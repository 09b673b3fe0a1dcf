/* IR in bytes: every function of testdata comes back as it was; what is damaged is refused and harms nobody.
 */
#include "ir/pack.h"
#include "support.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const folders[] = {"lower", "analysis"};

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of all IR files of testdata, in a fixed order; g_ptr_array_unref(). */
static GPtrArray *ir_files(void)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *folder = g_build_filename(TESTDATA_DIR, folders[i], NULL);
        GDir *dir = g_dir_open(folder, 0, NULL);
        const char *name;

        ck_assert_ptr_nonnull(dir);
        while ((name = g_dir_read_name(dir)))
            if (g_str_has_suffix(name, ".ir")) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
        g_dir_close(dir);
        g_free(folder);
    }
    g_ptr_array_sort(paths, by_text);
    ck_assert_uint_gt(paths->len, 10);
    return paths;
}

static char *text_of(const char *path)
{
    char *text;

    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

/* What no file of testdata has. */
static const char *const odd =
    "unit a.c\n"
    "probe P = -5\n"
    "init $ops r.f = @open !b.h:7:2(M)\n"
    "init $ops r.g = -9223372036854775808\n"
    "func @\"a b.c:open\"(dev: \"struct s *\", by_value: \"struct s\" aggregate, plain) -> int static inline "
    "file a.c "
    "line 20-10 {\n"
    "  var x: int\n"
    "  var x#7\n"
    "  temp %21: \"struct s\" aggregate\n"
    "b0:\n"
    "  x = copy 9223372036854775807 !1:1\n"
    "  x#7 = copy -9223372036854775808 !4294967295:4294967295(M)\n"
    "  %9 = call @f(\"text\", $global, @open, %21, -1, x, plain) !x.h:1\n"
    "  call cleanup @g()\n"
    "  %8 = neg x\n"
    "  %21 = icall %9(%9, %21, 0) !1:1\n"
    "  %12 = field dev, r.f\n"
    "  store %12, by_value\n"
    "  %17 = opaque \"floating point\"\n"
    "  switch %17, b1 [-9223372036854775808..9223372036854775807 -> b2, 5 -> b3, 5..7 -> b2]\n"
    "b1:\n"
    "  unreachable\n"
    "b2:\n"
    "  branch %8, b1, b2\n"
    "b3:\n"
    "  return\n"
    "}\n"
    "func @nothing() file a.c line 0 {\n"
    "b0:\n"
    "  return\n"
    "}\n";

/* All functions stay: what a unit's bytes hold is its own part only. */
static GBytes *pack_text(struct arena *arena, const char *text)
{
    struct packer *p = packer_new();

    ir_pack_unit(p, read_text(arena, text));
    return packer_finish(p);
}

/* NULL if the bytes are refused. */
static struct ir_unit *unpack_unit(struct arena *arena, const void *bytes, size_t n)
{
    struct unpacker *u = unpacker_new(bytes, n);
    struct ir_unit *unit = ir_unpack_unit(u, arena);

    return unpacker_free(u) ? unit : NULL;
}

static void check_unit(const char *text)
{
    struct arena *arena = arena_new();
    struct ir_unit *unit = read_text(arena, text), *again;
    GBytes *bytes = pack_text(arena, text), *bytes_again;
    char *first, *second;

    again = unpack_unit(arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    ck_assert_ptr_nonnull(again);
    unit->nfuncs = again->nfuncs; /* own functions are the first */
    first = PRINTED(ir_print_unit, unit);
    second = PRINTED(ir_print_unit, again);
    ck_assert_str_eq(first, second);
    for (uint32_t i = 0; i < again->nfuncs; i++) {
        ck_assert_uint_eq(again->funcs[i]->ncases, unit->funcs[i]->ncases);
        ck_assert_uint_eq(again->funcs[i]->nlocs, unit->funcs[i]->nlocs);
        ck_assert_uint_eq(again->funcs[i]->nconsts, unit->funcs[i]->nconsts);
        ck_assert(!again->funcs[i]->is_header);
    }
    bytes_again = pack_text(arena, first);
    ck_assert_msg(g_bytes_equal(bytes, bytes_again), "equal units have other bytes");
    g_bytes_unref(bytes_again);
    g_bytes_unref(bytes);
    free(first);
    free(second);
    arena_free(arena);
}

START_TEST(units_come_back)
{
    GPtrArray *paths = ir_files();

    check_unit(odd);
    for (guint i = 0; i < paths->len; i++) {
        char *text = text_of(paths->pdata[i]);

        check_unit(text);
        g_free(text);
    }
    g_ptr_array_unref(paths);
}
END_TEST

/* With header functions, one by one. */
START_TEST(functions_come_back)
{
    GPtrArray *paths = ir_files();
    uint32_t headers = 0;

    for (guint i = 0; i < paths->len; i++) {
        struct arena *arena = arena_new();
        char *text = text_of(paths->pdata[i]);
        struct ir_unit *unit = read_text(arena, text);

        for (uint32_t n = 0; n < unit->nfuncs; n++) {
            struct packer *p = packer_new();
            struct unpacker *u;
            struct ir_func *again;
            char *first, *second;
            GBytes *bytes;

            ir_pack_func(p, unit->funcs[n]);
            bytes = packer_finish(p);
            u = unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
            again = ir_unpack_func(u, arena);
            ck_assert_ptr_nonnull(again);
            ck_assert(unpacker_free(u));
            first = PRINTED(ir_print_func, unit->funcs[n]);
            second = PRINTED(ir_print_func, again);
            ck_assert_str_eq(first, second);
            headers += again->is_header;
            free(first);
            free(second);
            g_bytes_unref(bytes);
        }
        g_free(text);
        arena_free(arena);
    }
    ck_assert_uint_gt(headers, 0);
    g_ptr_array_unref(paths);
}
END_TEST

START_TEST(places_come_back)
{
    const struct ir_loc locs[] = {
        {0}, {sym_of("a.c"), 5, 7, sym_of("M")}, {SYM_NONE, UINT32_MAX, UINT32_MAX, SYM_NONE}};
    struct packer *p = packer_new();
    struct unpacker *u;
    GBytes *bytes;

    for (size_t i = 0; i < G_N_ELEMENTS(locs); i++) ir_pack_loc(p, &locs[i]);
    bytes = packer_finish(p);
    u = unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    for (size_t i = 0; i < G_N_ELEMENTS(locs); i++) {
        struct ir_loc loc;

        ir_unpack_loc(u, &loc);
        ck_assert_mem_eq(&loc, &locs[i], sizeof(loc));
    }
    ck_assert(unpacker_free(u));
    g_bytes_unref(bytes);
}
END_TEST

/* A process whose names have other numbers writes the same. */
START_TEST(ids_do_not_show)
{
    GPtrArray *paths = ir_files();

    for (guint i = 0; i < paths->len; i++) {
        char *text = text_of(paths->pdata[i]);
        struct arena *arena = arena_new();
        uint64_t theirs = 0;
        int ends[2], status;
        GBytes *ours;
        pid_t pid;

        ck_assert_int_eq(pipe(ends), 0);
        pid = fork();
        if (pid == 0) {
            for (size_t at = strlen(text); at-- > 0;) sym_of_n(text + at, strcspn(text + at, " (),:\n\""));
            ours = pack_text(arena, text);
            theirs = hash64(g_bytes_get_data(ours, NULL), g_bytes_get_size(ours));
            _exit(write(ends[1], &theirs, sizeof(theirs)) != sizeof(theirs));
        }
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        ck_assert_int_eq(status, 0);
        ck_assert_int_eq(read(ends[0], &theirs, sizeof(theirs)), sizeof(theirs));
        ours = pack_text(arena, text);
        ck_assert_uint_eq(theirs, hash64(g_bytes_get_data(ours, NULL), g_bytes_get_size(ours)));
        g_bytes_unref(ours);
        close(ends[0]);
        close(ends[1]);
        arena_free(arena);
        g_free(text);
    }
    g_ptr_array_unref(paths);
}
END_TEST

/* ---- damage ---- */

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

/* What comes of bytes that may be wrong can be used: it is verified, has edges, is printed and packed. */
static bool use(struct arena *arena, const void *bytes, size_t n)
{
    const struct ir_unit *unit = unpack_unit(arena, bytes, n);
    struct packer *p;
    char *text;

    if (unit) {
        for (uint32_t i = 0; i < unit->nfuncs; i++) {
            GError *error = NULL;

            ck_assert_msg(ir_verify(unit->funcs[i], &error), "%s", error ? error->message : "");
            ir_cfg_new(arena, unit->funcs[i]);
        }
        text = PRINTED(ir_print_unit, unit);
        free(text);
        p = packer_new();
        ir_pack_unit(p, unit);
        g_bytes_unref(packer_finish(p));
    }
    arena_reset(arena);
    return unit != NULL;
}

START_TEST(prefixes_are_refused)
{
    struct arena *arena = arena_new();
    GBytes *bytes = pack_text(arena, odd);
    const size_t n = g_bytes_get_size(bytes);

    for (size_t cut = 0; cut < n; cut++) {
        unsigned char *part = copy_of(g_bytes_get_data(bytes, NULL), cut);

        ck_assert_msg(!use(arena, part, cut), "the first %zu bytes", cut);
        if (cut >= 4) {
            sign(part, cut);
            ck_assert_msg(!use(arena, part, cut), "the first %zu bytes, signed", cut);
        }
        g_free(part);
    }
    g_bytes_unref(bytes);
    arena_free(arena);
}
END_TEST

START_TEST(flips_are_refused)
{
    struct arena *arena = arena_new();
    GBytes *bytes = pack_text(arena, odd);
    const size_t n = g_bytes_get_size(bytes);
    unsigned char *copy = copy_of(g_bytes_get_data(bytes, NULL), n);

    for (size_t bit = 0; bit < 8 * n; bit++) {
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
        ck_assert_msg(!use(arena, copy, n), "bit %zu", bit);
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    ck_assert(use(arena, copy, n));
    g_free(copy);
    g_bytes_unref(bytes);
    arena_free(arena);
}
END_TEST

/* Each file of testdata, with a few bytes changed and the check sum made right. */
START_TEST(wrong_bytes_harm_nobody)
{
    GPtrArray *paths = ir_files();
    GRand *random = g_rand_new_with_seed((guint32)_i);
    struct arena *arena = arena_new();
    char *text = _i == 0 ? g_strdup(odd) : text_of(paths->pdata[(guint)_i % paths->len]);
    GBytes *bytes = pack_text(arena, text);
    const size_t n = g_bytes_get_size(bytes);
    unsigned refused = 0;

    for (int round = 0; round < 3000; round++) {
        unsigned char *damaged = copy_of(g_bytes_get_data(bytes, NULL), n);

        for (int flips = g_rand_int_range(random, 1, 5); flips > 0; flips--) {
            unsigned char *at = &damaged[g_rand_int_range(random, 0, (gint32)n)];

            if (g_rand_boolean(random))
                *at ^= (unsigned char)(1 << g_rand_int_range(random, 0, 8));
            else
                *at = (unsigned char)g_rand_int(random);
        }
        sign(damaged, n);
        refused += !use(arena, damaged, n);
        g_free(damaged);
    }
    ck_assert_uint_gt(refused, 0);
    g_bytes_unref(bytes);
    g_free(text);
    arena_free(arena);
    g_rand_free(random);
    g_ptr_array_unref(paths);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("pack");

    tcase_add_test(tests, units_come_back);
    tcase_add_test(tests, functions_come_back);
    tcase_add_test(tests, places_come_back);
    tcase_add_test(tests, ids_do_not_show);
    tcase_add_test(tests, prefixes_are_refused);
    tcase_add_test(tests, flips_are_refused);
    tcase_add_loop_test(tests, wrong_bytes_harm_nobody, 0, 24);
    return run_tests(tests, "ir/pack");
}

/* Packed results that are damaged: refused, or of no harm to who uses them. */
#include "support.h"

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

/* A summary that may say anything is printed, packed, used for a callee and for a callback. */
static void use(struct unit *u, const struct summary *s, uint32_t callee)
{
    const struct rule_callback *rule = rules_by_id(rules, RULE_KIND_CALLBACK, 0);
    const struct registration reg = {sym_of("f"), rule, NULL, {0}, .how = sym_of("set_it")};
    const sym link = u->ir->funcs[callee]->link;
    GPtrArray *violations = analysis_violations(u->analysis);
    struct arena *arena = arena_new();

    if (s->func) free(printed(s));
    g_bytes_unref(packed(s));
    u->replaced = link;
    u->replacement = s;
    for (uint32_t i = 0; i < u->ir->nfuncs; i++) {
        const struct ir_func *f = u->ir->funcs[i];
        bool calls = false;

        for (uint32_t k = 0; k < f->ninsns; k++)
            calls |= f->insns[k].op == IR_CALL && f->insns[k].ref == link;
        if (calls) g_bytes_unref(packed(analysis_function(u->analysis, f, arena)));
    }
    analysis_entry(u->analysis, s, &reg, arena);
    for (guint i = 0; i < violations->len; i++) {
        struct packer *p = packer_new();

        violation_pack(p, violations->pdata[i]);
        g_bytes_unref(packer_finish(p));
    }
    g_ptr_array_set_size(violations, 0);
    g_ptr_array_set_size(analysis_registrations(u->analysis), 0);
    u->replaced = SYM_NONE;
    arena_free(arena);
}

/* The `which`-th file of testdata. */
static struct unit *unit_number(int which)
{
    GPtrArray *paths = all_paths();
    struct unit *u = unit_of_file(paths->pdata[which]);

    g_ptr_array_unref(paths);
    return u;
}

START_TEST(prefixes_and_flips_are_refused)
{
    struct unit *u = unit_number(_i);

    for (uint32_t i = 0; i < u->ir->nfuncs; i++) {
        GBytes *bytes = packed(u->summaries[i]);
        const size_t n = g_bytes_get_size(bytes);
        unsigned char *copy = copy_of(g_bytes_get_data(bytes, NULL), n);

        for (size_t cut = 0; cut < n; cut++) {
            unsigned char *part = copy_of(copy, cut);

            ck_assert_msg(!unpacked(part, cut, u->arena), "the first %zu bytes", cut);
            if (cut >= 4) sign(part, cut);
            ck_assert_msg(!unpacked(part, cut, u->arena), "the first %zu bytes, signed", cut);
            g_free(part);
        }
        for (size_t bit = 0; bit < 8 * n; bit++) {
            copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
            ck_assert_msg(!unpacked(copy, n, u->arena), "bit %zu", bit);
            copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
        }
        g_free(copy);
        g_bytes_unref(bytes);
    }
    unit_free(u);
}
END_TEST

START_TEST(wrong_bytes_harm_nobody)
{
    struct unit *u = unit_number(_i);
    GRand *random = g_rand_new_with_seed((guint32)_i);
    struct arena *arena = arena_new();
    unsigned refused = 0, used = 0;

    for (uint32_t i = 0; i < u->ir->nfuncs; i++) {
        GBytes *bytes = packed(u->summaries[i]);
        const size_t n = g_bytes_get_size(bytes);

        for (int round = 0; round < 300; round++) {
            unsigned char *damaged = copy_of(g_bytes_get_data(bytes, NULL), n);
            const struct summary *s;

            for (int flips = g_rand_int_range(random, 1, 4); flips > 0; flips--) {
                unsigned char *at = &damaged[g_rand_int_range(random, 0, (gint32)n)];

                *at = g_rand_boolean(random) ? (unsigned char)g_rand_int_range(random, 0, 40)
                                             : (unsigned char)(*at ^ 1 << g_rand_int_range(random, 0, 8));
            }
            sign(damaged, n);
            s = unpacked(damaged, n, arena);
            if (s) use(u, s, i);
            refused += s == NULL;
            used += s != NULL;
            g_free(damaged);
            arena_reset(arena);
        }
        g_bytes_unref(bytes);
    }
    ck_assert(refused > 0 && used > 0);
    arena_free(arena);
    g_rand_free(random);
    unit_free(u);
}
END_TEST

START_TEST(wrong_violations_harm_nobody)
{
    GPtrArray *paths = all_paths();
    GRand *random = g_rand_new_with_seed(1);
    struct arena *arena = arena_new();

    for (guint i = 0; i < paths->len; i++) {
        struct unit *unit = unit_of_file(paths->pdata[i]);
        GPtrArray *found = analysis_violations(unit->analysis);

        for (guint k = 0; k < found->len; k++) {
            struct packer *p = packer_new();
            GBytes *bytes;
            size_t n;

            violation_pack(p, found->pdata[k]);
            bytes = packer_finish(p);
            n = g_bytes_get_size(bytes);
            for (int round = 0; round < 500; round++) {
                unsigned char *damaged = copy_of(g_bytes_get_data(bytes, NULL), n);
                struct unpacker *u;
                struct violation *v;

                damaged[g_rand_int_range(random, 0, (gint32)n)] =
                    (unsigned char)g_rand_int_range(random, 0, 40);
                sign(damaged, n);
                u = unpacker_new(damaged, n);
                v = violation_unpack(u, rules, arena);
                if (unpacker_free(u)) check_violation(v, arena);
                g_free(damaged);
            }
            g_bytes_unref(bytes);
        }
        unit_free(unit);
        arena_reset(arena);
    }
    arena_free(arena);
    g_rand_free(random);
    g_ptr_array_unref(paths);
}
END_TEST

int main(void)
{
    GPtrArray *paths = all_paths();
    TCase *tests = case_with_rules("damage");

    tcase_add_loop_test(tests, prefixes_and_flips_are_refused, 0, (int)paths->len);
    tcase_add_loop_test(tests, wrong_bytes_harm_nobody, 0, (int)paths->len);
    tcase_add_test(tests, wrong_violations_harm_nobody);
    g_ptr_array_unref(paths);
    return run_cases("analysis/pack_damage", tests, NULL);
}

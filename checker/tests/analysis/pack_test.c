/* Results in bytes: what is packed comes back, canonical and the same in every process; chains are cut in the
 * middle. Damage is pack_damage_test.c's.
 */
#include "support.h"

#include <sys/wait.h>
#include <unistd.h>

static void check_summary(const struct summary *s, struct arena *arena)
{
    GBytes *bytes = packed(s), *bytes_again;
    const struct summary *again = unpacked_bytes(bytes, arena);
    char *first, *second;

    ck_assert_ptr_nonnull(again);
    ck_assert(again->func->is_header == s->func->is_header && again->func->file == s->func->file);
    ck_assert(again->func->name == s->func->name && again->func->line == s->func->line);
    ck_assert(again->truncated == s->truncated);
    ck_assert_uint_le(again->nnodes, s->nnodes);
    first = printed(s);
    second = printed(again);
    ck_assert_str_eq(first, second);
    for (uint32_t i = 0; i < s->nevents; i++) {
        const struct event *a = event_leaf(s->events[i]), *b = event_leaf(again->events[i]);

        ck_assert(a->rule == b->rule && a->kind == b->kind && a->func->link == b->func->link);
        ck_assert(s->events[i]->rule == again->events[i]->rule);
        ck_assert_mem_eq(&a->loc, &b->loc, sizeof a->loc);
        ck_assert(!s->events[i]->origin == !again->events[i]->origin);
    }
    bytes_again = packed(again);
    ck_assert_msg(g_bytes_equal(bytes, bytes_again), "equal summaries have other bytes:\n%s", first);
    g_bytes_unref(bytes);
    g_bytes_unref(bytes_again);
    free(first);
    free(second);
}

START_TEST(summaries_come_back)
{
    GPtrArray *paths = all_paths();
    uint32_t events = 0, outcomes = 0;

    for (guint i = 0; i < paths->len; i++) {
        struct unit *u = unit_of_file(paths->pdata[i]);

        for (uint32_t n = 0; n < u->ir->nfuncs; n++) {
            check_summary(u->summaries[n], u->arena);
            events += u->summaries[n]->nevents;
            outcomes += u->summaries[n]->noutcomes;
        }
        unit_free(u);
    }
    ck_assert_uint_gt(events, 30);
    ck_assert_uint_gt(outcomes, 80);
    g_ptr_array_unref(paths);
}
END_TEST

START_TEST(the_neutral_summary_comes_back)
{
    struct arena *arena = arena_new();
    GBytes *bytes = packed(analysis_neutral());
    const struct summary *s = unpacked_bytes(bytes, arena);

    ck_assert_ptr_nonnull(s);
    ck_assert_ptr_null(s->func);
    ck_assert_uint_eq(s->noutcomes, 1);
    ck_assert(range_is_all(s->outcomes[0].in));
    g_bytes_unref(bytes);
    arena_free(arena);
}
END_TEST

/* What the summary does not name is not in its bytes. */
START_TEST(leftovers_make_no_difference)
{
    static const char *const text = "func @f(a: int, p: \"struct s *\") -> int {\n"
                                    "b0:\n"
                                    "  %1 = add a, 1\n"
                                    "  %2 = field p, s.x: int\n"
                                    "  store %2, %1\n"
                                    "  return %1\n"
                                    "}\n";
    struct unit *u = unit_new("a.c", text);
    const struct summary *s = u->summaries[0];
    struct ex_node *nodes = ARENA_ARRAY(u->arena, struct ex_node, s->nnodes + 2);
    struct summary with_more = *s;
    GBytes *bytes = packed(s), *same;

    memcpy(nodes, s->nodes, sizeof *nodes * s->nnodes);
    nodes[s->nnodes] = (struct ex_node){.kind = EXK_CONST, .value = 42};
    nodes[s->nnodes + 1] = (struct ex_node){.kind = EXK_UNARY, .sub = IR_NOT, .a = s->nnodes};
    with_more.nodes = nodes;
    with_more.nnodes += 2;
    same = packed(&with_more);
    ck_assert(g_bytes_equal(bytes, same));
    g_bytes_unref(bytes);
    g_bytes_unref(same);
    unit_free(u);
}
END_TEST

/* Phis of phis without end become an unknown value somewhere. */
START_TEST(depth_has_an_end)
{
    enum { DEPTH = 100000 };
    struct unit *u = unit_new("a.c", "func @f(a: int) -> int {\n  return a\n}\n");
    struct ex_node *nodes = ARENA_ARRAY(u->arena, struct ex_node, DEPTH);
    sx(*phis)[EX_PHI_INPUTS] = arena_alloc(u->arena, sizeof *phis * DEPTH);
    struct outcome returns = {.result = DEPTH - 1, .in = RANGE_ALL};
    const struct summary deep = {.func = u->summaries[0]->func,
                                 .nnodes = DEPTH,
                                 .nodes = nodes,
                                 .phis = (const sx(*)[EX_PHI_INPUTS])phis,
                                 .noutcomes = 1,
                                 .outcomes = &returns};
    const struct summary *s;
    GBytes *bytes, *again;

    for (sx e = 1; e < DEPTH; e++) {
        nodes[e] = (struct ex_node){.kind = e == 1 ? EXK_CALL : EXK_PHI, .a = e == 1 ? 0 : 1, .c = e};
        phis[e][0] = e - 1;
    }
    bytes = packed(&deep);
    s = unpacked_bytes(bytes, u->arena);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_lt(s->nnodes, DEPTH);
    again = packed(s);
    ck_assert(g_bytes_equal(bytes, again));
    g_bytes_unref(bytes);
    g_bytes_unref(again);
    unit_free(u);
}
END_TEST

/* ---- violations and registrations ---- */

START_TEST(violations_come_back)
{
    GPtrArray *paths = all_paths();
    unsigned sleeps = 0, frees = 0, registered = 0;

    for (guint i = 0; i < paths->len; i++) {
        struct unit *u = unit_of_file(paths->pdata[i]);
        GPtrArray *found = analysis_violations(u->analysis);

        for (guint n = 0; n < found->len; n++) {
            const struct violation *v = found->pdata[n];

            check_violation(v, u->arena);
            frees += v->kind == VIOLATION_FREE;
            sleeps += v->kind == VIOLATION_SLEEP;
            registered += v->registration != NULL;
        }
        unit_free(u);
    }
    ck_assert(sleeps > 0 && frees > 0 && registered > 0);
    g_ptr_array_unref(paths);
}
END_TEST

START_TEST(registrations_come_back)
{
    static const char *const text = "func @f() line 10 {\n  return\n}\n";
    struct unit *u = unit_new("a.c", text);
    const struct rule_callback *rule = rules_by_id(rules, RULE_KIND_CALLBACK, 0);
    const struct registration all[] = {
        {sym_of("f"),
         rule,
         u->summaries[0]->func,
         {sym_of("a.c"), 12, 3, sym_of("M")},
         .how = sym_of("set_it"),
         .nknown = 2,
         .known = {{sym_of("dev.mode"), {0, 0, 0}}, {sym_of("dev.n"), {INT64_MIN, INT64_MAX, 0x21}}}},
        {sym_of("g"), rule, u->summaries[0]->func, {sym_of("a.h"), 2, 0, SYM_NONE}, .how = sym_of("set_it")},
        {sym_of("a.c:o"),
         rule,
         u->summaries[0]->func,
         {sym_of("a.c"), 3, 1, SYM_NONE},
         .how = sym_of("add"),
         .member = sym_of("ops.open")},
        {sym_of("b.c:g"), rule, NULL, {sym_of("b.c"), 7, 9, SYM_NONE}, .how = sym_of("ops.open")},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        struct packer *p = packer_new();
        struct unpacker *unpacker;
        struct registration *again;
        GBytes *bytes;

        registration_pack(p, &all[i]);
        bytes = packer_finish(p);
        unpacker = unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
        again = registration_unpack(unpacker, rules, u->arena);
        ck_assert(unpacker_free(unpacker));
        check_registration(&all[i], again);
        g_bytes_unref(bytes);
    }
    unit_free(u);
}
END_TEST

/* ---- chains ---- */

enum { DEEP = 30 };

/* f0 calls f1 ... calls a sleeper; f0 holds a lock. */
static char *deep_text(void)
{
    GString *text = g_string_new("func @f0(lock: \"spinlock_t *\") line 1 {\n"
                                 "  call @_raw_spin_lock(lock) !2:1\n"
                                 "  call @f1() !3:1\n"
                                 "  call @_raw_spin_unlock(lock) !4:1\n"
                                 "  return\n}\n");

    for (int i = 1; i < DEEP; i++)
        g_string_append_printf(text, "func @f%d() line %d {\n  call @f%d() !%d:1\n  return\n}\n", i, i * 10,
                               i + 1, i * 10 + 1);
    g_string_append_printf(text, "func @f%d() line 1000 {\n  call @msleep(1) !1001:1\n  return\n}\n", DEEP);
    return g_string_free(text, FALSE);
}

static unsigned length(const struct event *e)
{
    unsigned n = 0;

    for (; e; e = e->inner) n++;
    return n;
}

START_TEST(chains_are_cut_in_the_middle)
{
    char *text = deep_text();
    struct unit *u = unit_new("deep.c", text);
    const struct summary *s = summary_of(u, sym_of("f1")), *again;
    GBytes *bytes = packed(s), *cut;
    const struct event *e;

    ck_assert_uint_eq(s->nevents, 1);
    ck_assert_uint_eq(length(s->events[0]), DEEP);
    again = unpacked_bytes(bytes, u->arena);
    e = again->events[0];
    ck_assert_uint_eq(length(e), MAX_CHAIN + 1);
    for (int i = 2; i <= MAX_CHAIN + 1; i++, e = e->inner) ck_assert_uint_eq(e->callee, sym_fmt("f%d", i));
    ck_assert_str_eq(sym_text(e->callee), "msleep");
    ck_assert_uint_eq(e->loc.line, 1001);
    ck_assert_str_eq(sym_text(e->func->name), "f30");
    cut = packed(again);
    ck_assert(g_bytes_equal(bytes, cut));
    g_bytes_unref(bytes);
    g_bytes_unref(cut);
    unit_free(u);
    g_free(text);
}
END_TEST

/* A caller of a kept summary finds the same as a caller of the fresh one, when both are packed. */
START_TEST(cut_chains_are_cut_alike)
{
    char *text = deep_text();
    struct unit *u = unit_new("deep.c", text);
    GPtrArray *violations = analysis_violations(u->analysis);
    struct packer *fresh = packer_new(), *kept = packer_new();
    GBytes *bytes = packed(summary_of(u, sym_of("f1"))), *a, *b;
    struct unpacker *unpacker;

    ck_assert_uint_eq(violations->len, 1);
    violation_pack(fresh, violations->pdata[0]);
    a = packer_finish(fresh);
    u->replaced = sym_of("f1");
    u->replacement = unpacked_bytes(bytes, u->arena);
    g_ptr_array_set_size(violations, 0);
    analysis_function(u->analysis, u->ir->funcs[0], u->arena);
    ck_assert_uint_eq(violations->len, 1);
    check_violation(violations->pdata[0], u->arena); /* loses nothing */
    violation_pack(kept, violations->pdata[0]);
    b = packer_finish(kept);
    ck_assert(g_bytes_equal(a, b));
    unpacker = unpacker_new(g_bytes_get_data(a, NULL), g_bytes_get_size(a));
    ck_assert_uint_eq(length(violation_unpack(unpacker, rules, u->arena)->event), MAX_CHAIN + 2);
    ck_assert(unpacker_free(unpacker));
    g_bytes_unref(a);
    g_bytes_unref(b);
    g_bytes_unref(bytes);
    unit_free(u);
    g_free(text);
}
END_TEST

/* ---- other processes ---- */

static uint64_t hash_of_all(const char *path)
{
    struct unit *u = unit_of_file(path);
    GPtrArray *violations = analysis_violations(u->analysis), *regs = analysis_registrations(u->analysis);
    struct packer *p = packer_new();
    uint64_t hash;
    GBytes *bytes;

    for (uint32_t i = 0; i < u->ir->nfuncs; i++) summary_pack(p, u->summaries[i]);
    for (guint i = 0; i < violations->len; i++) violation_pack(p, violations->pdata[i]);
    for (guint i = 0; i < regs->len; i++) registration_pack(p, regs->pdata[i]);
    bytes = packer_finish(p);
    hash = hash64(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_bytes_unref(bytes);
    unit_free(u);
    return hash;
}

/* The child knows the words of the rules and of the units by other numbers: in the reverse order. */
START_TEST(ids_do_not_show)
{
    GPtrArray *paths = all_paths();
    uint64_t *theirs = g_new0(uint64_t, paths->len);
    const size_t size = sizeof *theirs * paths->len;
    int ends[2], status;
    pid_t pid;

    ck_assert_int_eq(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        GPtrArray *files = all_paths();

        for (guint i = files->len; i-- > 0;) {
            char *text = NULL;

            if (!g_file_get_contents(files->pdata[i], &text, NULL, NULL)) text = g_strdup(everything);
            for (size_t at = strlen(text); at-- > 0;) sym_of_n(text + at, strcspn(text + at, " (),:\n\""));
        }
        load_rules();
        for (guint i = paths->len; i-- > 0;) theirs[i] = hash_of_all(paths->pdata[i]);
        _exit(write(ends[1], theirs, size) != (ssize_t)size);
    }
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(read(ends[0], theirs, size), (ssize_t)size);
    load_rules();
    for (guint i = 0; i < paths->len; i++)
        ck_assert_msg(hash_of_all(paths->pdata[i]) == theirs[i], "%s", (char *)paths->pdata[i]);
    unload_rules();
    g_free(theirs);
    close(ends[0]);
    close(ends[1]);
    g_ptr_array_unref(paths);
}
END_TEST

int main(void)
{
    TCase *tests = case_with_rules("pack"), *other = tcase_create("other processes");

    tcase_add_test(other, ids_do_not_show); /* which loads the rules itself */
    tcase_add_test(tests, summaries_come_back);
    tcase_add_test(tests, the_neutral_summary_comes_back);
    tcase_add_test(tests, leftovers_make_no_difference);
    tcase_add_test(tests, depth_has_an_end);
    tcase_add_test(tests, violations_come_back);
    tcase_add_test(tests, registrations_come_back);
    tcase_add_test(tests, chains_are_cut_in_the_middle);
    tcase_add_test(tests, cut_chains_are_cut_alike);
    return run_cases("analysis/pack", other, tests);
}

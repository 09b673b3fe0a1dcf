/* Help for tests of packed results: units as small programs, and what is packed compared. */
#ifndef GFPCHECK_TESTS_ANALYSIS_SUPPORT_H
#define GFPCHECK_TESTS_ANALYSIS_SUPPORT_H

#include "analysis/pack.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct rules *rules;

static inline void load_rules(void)
{
    GError *error = NULL;

    rules = rules_load(TESTDATA_DIR "/../rules/linux", NULL, (struct rules_version){6, 1}, &error);
    if (!rules) {
        fprintf(stderr, "%s\n", error->message);
        exit(EXIT_FAILURE);
    }
}

static inline void unload_rules(void)
{
    rules_free(rules);
}

static inline TCase *case_with_rules(const char *name)
{
    TCase *tcase = tcase_create(name);

    tcase_add_checked_fixture(tcase, load_rules, unload_rules);
    return tcase;
}

/* ---- a program of one unit ---- */

struct unit {
    struct arena *arena;
    struct ir_unit *ir;
    const struct summary **summaries; /* by function                        */
    bool *begun;
    struct analysis *analysis;
    sym replaced; /* a function of which `replacement` stands for the summary, or SYM_NONE */
    const struct summary *replacement;
};

static inline const struct summary *summary_of(void *context, sym link)
{
    const struct unit *u = context;

    if (u->replaced && link == u->replaced) return u->replacement;
    for (uint32_t i = 0; i < u->ir->nfuncs; i++)
        if (u->ir->funcs[i]->link == link) return u->summaries[i];
    return NULL;
}

static inline unsigned no_targets(void *context, sym field, const struct summary *out[MAX_TARGETS])
{
    (void)context, (void)field, (void)out;
    return 0;
}

static inline bool is_own(void *context, sym link)
{
    const struct unit *u = context;

    for (uint32_t i = 0; i < u->ir->nfuncs; i++)
        if (u->ir->funcs[i]->link == link) return !u->ir->funcs[i]->is_header;
    return false;
}

/* Callees first; a function that calls itself finds nothing known of it. */
static inline void solve(struct unit *u, uint32_t i)
{
    const struct ir_func *f = u->ir->funcs[i];

    if (u->begun[i]) return;
    u->begun[i] = true;
    for (uint32_t k = 0; k < f->ninsns; k++) {
        if (f->insns[k].op != IR_CALL) continue;
        for (uint32_t n = 0; n < u->ir->nfuncs; n++)
            if (u->ir->funcs[n]->link == f->insns[k].ref) solve(u, n);
    }
    u->summaries[i] = analysis_function(u->analysis, f, u->arena);
}

/* What registrations of the unit's functions lead to. */
static inline void enter_callbacks(struct unit *u)
{
    GPtrArray *all = analysis_registrations(u->analysis);

    for (guint i = 0; i < all->len; i++) {
        const struct registration *r = all->pdata[i];
        const struct summary *s = summary_of(u, r->callback);

        if (s) analysis_entry(u->analysis, s, r, u->arena);
    }
}

static inline struct unit *unit_new(const char *path, const char *text)
{
    struct unit *u = g_new0(struct unit, 1);
    struct resolver resolver = {u, summary_of, no_targets, is_own};
    GError *error = NULL;

    u->arena = arena_new();
    u->ir = ir_read_unit(u->arena, path, text, &error);
    ck_assert_msg(u->ir != NULL, "%s", error ? error->message : "");
    u->summaries = ARENA_ARRAY(u->arena, const struct summary *, u->ir->nfuncs);
    u->begun = ARENA_ARRAY(u->arena, bool, u->ir->nfuncs);
    u->analysis = analysis_new(rules, &resolver);
    analysis_probes(u->analysis, u->ir->probes, u->ir->nprobes);
    for (uint32_t i = 0; i < u->ir->nfuncs; i++) solve(u, i);
    enter_callbacks(u);
    return u;
}

static inline void unit_free(struct unit *u)
{
    analysis_free(u->analysis);
    arena_free(u->arena);
    g_free(u);
}

/* ---- units to try it on ---- */

/* What testdata/analysis is short of: origins inside, callbacks, tests of the context, values of all kinds.
 */
static const char *const everything =
    "probe __GFP_DIRECT_RECLAIM = 1024\n"
    "probe GFP_KERNEL = 3264\n"
    "func @e.c:inside(dev: \"struct dev *\", gfp: gfp_t) file e.c line 10-20 {\n"
    "  %1 = field dev, dev.lock: spinlock_t !11:2\n"
    "  call @_raw_spin_lock(%1) !11:2(spin_lock)\n"
    "  %2 = call @kmalloc(8, gfp) !12:3\n"
    "  call @_raw_spin_unlock(%1) !13:2(spin_unlock)\n"
    "  return %2 !14\n"
    "}\n"
    "func @e.h:through(dev: \"struct dev *\", gfp: gfp_t) static inline header file e.h line 5 {\n"
    "  %1 = call @e.c:inside(dev, gfp) !other.h:6:3(M)\n"
    "  return %1\n"
    "}\n"
    "func @e.c:outside(dev: \"struct dev *\") file e.c line 30 {\n"
    "  %1 = call @e.h:through(dev, 3264) !31:1\n"
    "  return %1\n"
    "}\n"
    "func @e.c:handler(dev: \"struct dev *\", how: int) file e.c line 40 {\n"
    "  %1 = call @in_interrupt() !41:1(in_interrupt)\n"
    "  branch %1, b1, b2\n"
    "b1:\n"
    "  return 5\n"
    "b2:\n"
    "  branch how, b3, b4\n"
    "b3:\n"
    "  call @msleep(10) !44:2\n"
    "  return -5\n"
    "b4:\n"
    "  call @e.c:sleeper() !46:2\n"
    "  return 1\n"
    "}\n"
    "func @e.c:sleeper() file e.c line 50 {\n"
    "  call @msleep(10) !51:2\n"
    "  return\n"
    "}\n"
    "func @e.c:request(cb: irq_handler_t) file e.c line 60 {\n"
    "  %1 = call @request_irq(5, cb) !61:2\n"
    "  return %1\n"
    "}\n"
    "func @e.c:setup(dev: \"struct dev *\") file e.c line 70 {\n"
    "  %1 = call @e.c:request(@e.c:handler) !71:2\n"
    "  %2 = call @request_irq(6, @e.c:sleeper) !72:2\n"
    "  return %1\n"
    "}\n"
    "func @e.c:values(dev: \"struct dev *\", n: int) -> \"struct s\" file e.c line 80 {\n"
    "  var i: int\n"
    "  var s: \"struct s\" aggregate\n"
    "b0:\n"
    "  i = copy 0 !81\n"
    "  %20 = field $e.c:table, t.name: \"char *\"\n"
    "  store %20, \"text\"\n"
    "  %21 = field dev, dev.ops\n"
    "  store %21, @e.c:handler\n"
    "  jump b1\n"
    "b1:\n"
    "  %1 = lt i, n !82\n"
    "  branch %1, b2, b3\n"
    "b2:\n"
    "  %2 = field dev, dev.rows\n"
    "  %3 = index %2, i\n"
    "  %4 = neg i\n"
    "  store %3, %4\n"
    "  i = add i, 1\n"
    "  jump b1\n"
    "b3:\n"
    "  %5 = addr s\n"
    "  %6 = field %5, s.count: int\n"
    "  store %6, i\n"
    "  %7 = field dev, dev.mem\n"
    "  %8 = call @vzalloc(n) !85:9\n"
    "  store %7, %8\n"
    "  return s\n"
    "}\n"
    "func @e.c:release(dev: \"struct dev *\", p: \"void *\") file e.c line 100 {\n"
    "  call @kvfree(p) !101:2\n"
    "  %1 = field dev, dev.mem\n"
    "  %2 = load %1\n"
    "  call @kfree(%2) !102:2\n"
    "  return\n"
    "}\n"
    "func @e.c:mismatch(dev: \"struct dev *\") file e.c line 110 {\n"
    "  %1 = call @vmalloc(64) !111:7\n"
    "  %2 = field dev, dev.mem\n"
    "  store %2, %1\n"
    "  call @e.c:release(dev, %1) !112:2\n"
    "  return\n"
    "}\n"
    "func @e.c:try(dev: \"struct dev *\") file e.c line 120 {\n"
    "  %1 = field dev, dev.lock: spinlock_t\n"
    "  %2 = call @_raw_spin_trylock(%1) !121:2\n"
    "  branch %2, b1, b2\n"
    "b1:\n"
    "  return 7\n"
    "b2:\n"
    "  call @_raw_spin_unlock(%1) !125\n"
    "  return -1\n"
    "}\n";

static inline gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All IR files of testdata/analysis and testdata/lower; and "everything". */
static inline GPtrArray *all_paths(void)
{
    static const char *const folders[] = {"analysis", "lower"};
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *folder = g_build_filename(TESTDATA_DIR, folders[i], NULL);
        GDir *dir = g_dir_open(folder, 0, NULL);
        const char *name;

        while (dir && (name = g_dir_read_name(dir)))
            if (g_str_has_suffix(name, ".ir")) g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
        if (dir) g_dir_close(dir);
        g_free(folder);
    }
    g_ptr_array_add(paths, g_strdup("everything"));
    g_ptr_array_sort(paths, by_text);
    return paths;
}

static inline struct unit *unit_of_file(const char *path)
{
    char *text = NULL;
    struct unit *u;

    if (strcmp(path, "everything") == 0) return unit_new(path, everything);
    ck_assert(g_file_get_contents(path, &text, NULL, NULL));
    u = unit_new(path, text);
    g_free(text);
    return u;
}

/* ---- packing ---- */

static inline GBytes *packed(const struct summary *s)
{
    struct packer *p = packer_new();

    summary_pack(p, s);
    return packer_finish(p);
}

static inline const struct summary *unpacked(const void *bytes, size_t n, struct arena *arena)
{
    struct unpacker *u = unpacker_new(bytes, n);
    const struct summary *s = summary_unpack(u, rules, arena);

    return unpacker_free(u) ? s : NULL;
}

static inline const struct summary *unpacked_bytes(GBytes *bytes, struct arena *arena)
{
    return unpacked(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), arena);
}

static inline char *printed(const struct summary *s)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    summary_print(out, s);
    fclose(out);
    return text;
}

/* ---- violations and registrations ---- */

static inline void check_chain(const struct event *a, const struct event *b)
{
    for (; a && b; a = a->inner, b = b->inner) {
        ck_assert_mem_eq(&a->loc, &b->loc, sizeof a->loc);
        ck_assert(a->func->link == b->func->link && a->func->name == b->func->name);
        ck_assert(a->func->is_header == b->func->is_header && a->func->line == b->func->line);
        ck_assert(a->callee == b->callee && a->flags == b->flags && a->rule == b->rule && a->kind == b->kind);
    }
    ck_assert(!a && !b);
}

static inline bool same_func(const struct signature *a, const struct signature *b)
{
    return a && b ? a->link == b->link && a->file == b->file : a == b;
}

static inline void check_registration(const struct registration *a, const struct registration *b)
{
    ck_assert(a->callback == b->callback && a->member == b->member);
    ck_assert(a->rule == b->rule && a->how == b->how);
    ck_assert(same_func(a->func, b->func));
    ck_assert_mem_eq(&a->loc, &b->loc, sizeof a->loc);
    ck_assert_uint_eq(a->nknown, b->nknown);
    for (unsigned i = 0; i < a->nknown; i++) {
        const struct known_field *x = &a->known[i], *y = &b->known[i];

        ck_assert(x->field == y->field && range_equal(x->in, y->in));
    }
}

static inline void check_violation(const struct violation *v, struct arena *arena)
{
    struct packer *p = packer_new();
    struct unpacker *u;
    const struct violation *again;
    GBytes *bytes, *bytes_again;

    violation_pack(p, v);
    bytes = packer_finish(p);
    u = unpacker_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    again = violation_unpack(u, rules, arena);
    ck_assert(unpacker_free(u));
    ck_assert(again->kind == v->kind && again->likely == v->likely && again->assumption == v->assumption);
    ck_assert(same_func(again->origin.func, v->origin.func));
    ck_assert_mem_eq(&again->origin.loc, &v->origin.loc, sizeof v->origin.loc);
    ck_assert(again->origin.text == v->origin.text && again->origin.bits == v->origin.bits);
    ck_assert(again->origin.entry == v->origin.entry);
    check_chain(v->event, again->event);
    if (v->kind == VIOLATION_FREE) {
        ck_assert(again->from.rule == v->from.rule && again->from.callee == v->from.callee);
        ck_assert(same_func(again->from.func, v->from.func));
        ck_assert_mem_eq(&again->from.loc, &v->from.loc, sizeof v->from.loc);
    }
    ck_assert(!v->registration == !again->registration);
    if (v->registration) check_registration(v->registration, again->registration);
    p = packer_new();
    violation_pack(p, again);
    bytes_again = packer_finish(p);
    ck_assert(g_bytes_equal(bytes, bytes_again));
    g_bytes_unref(bytes);
    g_bytes_unref(bytes_again);
}

/* Runs the test cases; the value to return from main(). */
static inline int run_cases(const char *name, TCase *first, TCase *second)
{
    Suite *suite = suite_create(name);
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, first);
    if (second) suite_add_tcase(suite, second);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#endif

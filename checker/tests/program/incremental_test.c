/* What was known before must not show: random programs are edited step by step, and after each step the
 * program that has seen all of them says the same as one that sees the last one only. Then what is done again
 * after some edits, counted.
 *
 * A program is a few units of IR text, each made from a number of its own. Names are few, so that calls hit,
 * definitions compete, functions recur, and edits matter elsewhere.
 */
#include "program/program.h"
#include "program/why.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>

enum { UNITS = 7, NAMES = 9, WALKERS = 2, FIELDS = 3, INLINES = 4, STATICS = 2, EDITS = 12, PROGRAMS = 40 };

static struct rules *rules;

/* ---- programs ---- */

struct world {
    guint32 units[UNITS];     /* what each is made from; 0: it is not there */
    guint32 inlines[INLINES]; /* of the header that all include             */
};

struct making {
    GString *text;
    GRand *random;
    unsigned unit, line, temp;
    unsigned inlines; /* bit set of those that are used */
};

static int upto(struct making *m, int n)
{
    return g_rand_int_range(m->random, 0, n);
}

static char *file_of(unsigned unit)
{
    if (unit % 4 == 3) return g_strdup_printf("d%u/u%u.c", unit / 4, unit);
    return g_strdup_printf("d%u/e%u/u%u.c", unit / 4, unit / 2, unit);
}

/* A function of the signature (dev, flags), by its link name; g_free(). */
static char *any_function(struct making *m)
{
    int kind = upto(m, 8);
    if (kind < 2 && m->unit < UNITS) {
        char *file = file_of(m->unit), *link = g_strdup_printf("%s:s%d", file, upto(m, STATICS));
        g_free(file);
        return link;
    }
    if (kind < 4) {
        int i = upto(m, INLINES);
        m->inlines |= 1u << i;
        return g_strdup_printf("inc/all.h:in%d", i);
    }
    return g_strdup_printf("f%d", upto(m, NAMES));
}

static const char *flags(struct making *m)
{
    static const char *const all[] = {"gfp", "gfp", "3264", "2080"};
    return all[upto(m, G_N_ELEMENTS(all))];
}

static void add_statement(struct making *m, int depth);

static void add_region(struct making *m, const char *begin, const char *end, int depth)
{
    unsigned lock = m->temp++;
    g_string_append_printf(m->text, "  %%%u = field dev, dev.lock: spinlock_t\n", lock);
    g_string_append_printf(m->text, "  call @%s(%%%u) !%u\n", begin, lock, m->line++);
    add_statement(m, depth + 1);
    g_string_append_printf(m->text, "  call @%s(%%%u) !%u\n", end, lock, m->line++);
}

static void add_call_through(struct making *m)
{
    unsigned at = m->temp++, fn = m->temp++;
    g_string_append_printf(m->text, "  %%%u = field dev, ops.call%d: \"int (*)(void)\"\n", at,
                           upto(m, FIELDS));
    g_string_append_printf(m->text, "  %%%u = load %%%u\n", fn, at);
    g_string_append_printf(m->text, "  icall %%%u(dev, %s) !%u\n", fn, flags(m), m->line++);
}

static void add_memory(struct making *m, const char *callee)
{
    unsigned p = m->temp++;
    g_string_append_printf(m->text, "  %%%u = call @%s !%u\n", p,
                           upto(m, 2) ? "vmalloc(9)" : "kmalloc(9, gfp)", m->line++);
    if (callee) g_string_append_printf(m->text, "  call @%s(%%%u, 2080) !%u\n", callee, p, m->line++);
}

/* A field gets memory, or memory of it is released. */
static void add_held(struct making *m)
{
    unsigned at = m->temp++, p = m->temp++;
    g_string_append_printf(m->text, "  %%%u = field dev, dev.mem%d: \"void *\"\n", at, upto(m, FIELDS));
    if (upto(m, 2)) {
        g_string_append_printf(m->text, "  %%%u = load %%%u\n  call @%s(%%%u) !%u\n", p, at,
                               upto(m, 2) ? "kfree" : "vfree", p, m->line++);
    } else {
        g_string_append_printf(m->text, "  %%%u = call @%s !%u\n  store %%%u, %%%u\n", p,
                               upto(m, 3) ? "vmalloc(9)" : "kmalloc(9, gfp)", m->line, at, p);
        m->line++;
    }
}

static void add_statement(struct making *m, int depth)
{
    char *callee = any_function(m);
    switch (upto(m, depth < 2 ? 14 : 10)) {
    case 0: g_string_append_printf(m->text, "  call @msleep(1) !%u\n", m->line++); break;
    case 1: add_memory(m, NULL); break;
    case 2: add_memory(m, callee); break;
    case 3: g_string_append_printf(m->text, "  call @kfree(dev) !%u\n", m->line++); break;
    case 4: add_call_through(m); break;
    case 5:
        g_string_append_printf(m->text, "  call @w%d(dev, @%s) !%u\n", upto(m, WALKERS), callee, m->line++);
        break;
    case 6:
        g_string_append_printf(m->text, "  call @request_irq(1, @%s, 0, 0, 0) !%u\n", callee, m->line++);
        break;
    case 7:
    case 8: add_held(m); break;
    case 10:
    case 11: add_region(m, "spin_lock", "spin_unlock", depth); break;
    case 12: add_region(m, "spin_unlock", "spin_lock", depth); break;
    default: g_string_append_printf(m->text, "  call @%s(dev, %s) !%u\n", callee, flags(m), m->line++);
    }
    g_free(callee);
}

static void add_function(struct making *m, const char *link, const char *words)
{
    m->temp = 1;
    g_string_append_printf(m->text, "func @%s(dev: \"struct dev *\", gfp: gfp_t) %s line %u {\n", link, words,
                           m->line++);
    for (int n = upto(m, 4); n >= 0; n--) add_statement(m, 0);
    g_string_append_printf(m->text, "  return 0 !%u\n}\n", m->line++);
}

static void add_walker(struct making *m, int i, const char *file)
{
    bool locked = upto(m, 2);
    g_string_append_printf(m->text, "func @w%d(dev: \"struct dev *\", fn: cb) file %s line %u {\n", i, file,
                           m->line++);
    g_string_append(m->text, "  %1 = field dev, dev.lock: spinlock_t\n");
    if (locked) g_string_append_printf(m->text, "  call @spin_lock(%%1) !%u\n", m->line++);
    g_string_append_printf(m->text, "  icall fn(dev, 3264) !%u\n", m->line++);
    if (locked) g_string_append_printf(m->text, "  call @spin_unlock(%%1) !%u\n", m->line++);
    g_string_append(m->text, "  return 0\n}\n");
}

static void add_own_functions(struct making *m, const char *file)
{
    char *words = g_strdup_printf("file %s", file);
    for (int i = 0; i < STATICS; i++) {
        char *link = g_strdup_printf("%s:s%d", file, i);
        add_function(m, link, words);
        g_free(link);
    }
    for (int i = 0; i < NAMES; i++) {
        char *link = g_strdup_printf("f%d", i);
        if (upto(m, 4) == 0) add_function(m, link, words);
        g_free(link);
    }
    for (int i = 0; i < WALKERS; i++) {
        if (upto(m, 4) == 0) add_walker(m, i, file);
    }
    g_free(words);
}

static void add_tables(struct making *m, const char *file)
{
    static const char *const contracts[] = {"net_device_ops.ndo_start_xmit", "snd_pcm_ops.trigger"};
    for (int n = upto(m, 4); n > 0; n--) {
        char *callee = any_function(m);
        bool contract = upto(m, 3) == 0;
        g_string_append_printf(m->text, "init $%s:table ", file);
        if (contract)
            g_string_append(m->text, contracts[upto(m, 2)]);
        else
            g_string_append_printf(m->text, "ops.call%d", upto(m, FIELDS));
        g_string_append_printf(m->text, " = @%s !%u\n", callee, m->line++);
        g_free(callee);
    }
    if (upto(m, 4) == 0) g_string_append_printf(m->text, "init $%s:mode snd_pcm.nonatomic = 1\n", file);
}

/* Inlines that are used, with those that they use in turn. */
static void add_inlines(struct making *m, const struct world *w)
{
    unsigned done = 0;
    m->unit = UNITS;
    for (unsigned next; (next = m->inlines & ~done) != 0;) {
        int i = g_bit_nth_lsf(next, -1);
        char *link = g_strdup_printf("inc/all.h:in%d", i);
        GRand *outer = m->random;
        done |= 1u << i;
        m->line = 100u * (unsigned)(i + 1);
        m->random = g_rand_new_with_seed(w->inlines[i]);
        add_function(m, link, "static inline header file inc/all.h");
        g_rand_free(m->random);
        m->random = outer;
        g_free(link);
    }
}

/* g_free(); NULL if the unit is not there. */
static char *unit_text(const struct world *w, unsigned unit)
{
    if (!w->units[unit]) return NULL;
    struct making m = {.text = g_string_new(NULL), .unit = unit, .line = 1};
    char *file = file_of(unit);
    m.random = g_rand_new_with_seed(w->units[unit]);
    g_string_append_printf(m.text, "unit %s\nprobe __GFP_DIRECT_RECLAIM = 1024\nprobe GFP_KERNEL = 3264\n",
                           file);
    add_tables(&m, file);
    add_own_functions(&m, file);
    add_inlines(&m, w);
    g_rand_free(m.random);
    g_free(file);
    return g_string_free(m.text, FALSE);
}

static void edit(struct world *w, GRand *random)
{
    int kind = g_rand_int_range(random, 0, 10);
    guint32 *unit = &w->units[g_rand_int_range(random, 0, UNITS)];
    guint32 *inlined = &w->inlines[g_rand_int_range(random, 0, INLINES)];
    if (kind < 2)
        *inlined = g_rand_int(random);
    else if (kind < 4 && *unit)
        *unit = 0;
    else
        *unit = g_rand_int(random) | 1;
}

/* ---- what is known of a program ---- */

static void add_unit(struct program *p, const char *path, const char *text)
{
    GError *error = NULL;
    struct arena *arena = arena_new();
    struct ir_unit *unit = ir_read_unit(arena, path, text, &error);
    ck_assert_msg(unit != NULL, "%s", error ? error->message : "");
    program_add(p, unit);
    arena_free(arena);
}

static void add_changed_units(struct program *p, char *const before[UNITS], char *const now[UNITS])
{
    for (unsigned i = 0; i < UNITS; i++) {
        char *file = file_of(i);
        if (now[i] && g_strcmp0(before[i], now[i]) != 0) add_unit(p, file, now[i]);
        g_free(file);
    }
}

static void remove_units_gone(struct program *p, struct store *s, char *const now[UNITS])
{
    for (unsigned i = 0; i < UNITS; i++) {
        char *file = file_of(i);
        struct store_unit *unit = store_find_unit(s, file);
        if (unit && !now[i]) program_remove(p, unit);
        g_free(file);
    }
}

static gint by_text(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

static void print_violations(FILE *out, struct program *p)
{
    uint32_t n;
    const struct violation *const *all = program_violations(p, &n);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < n; i++) {
        const struct violation *v = all[i];
        GString *line = g_string_new(v->likely ? "likely " : "");
        g_string_append_printf(line, "%s %s:%u %s", sym_text(v->assumption), sym_text(v->origin.loc.file),
                               v->origin.loc.line, sym_text(v->origin.text));
        if (v->registration) g_string_append_printf(line, " as %s", sym_text(v->registration->rule->what));
        if (v->from.rule) g_string_append_printf(line, " from line %u", v->from.loc.line);
        for (const struct event *e = v->event; e; e = e->inner)
            g_string_append_printf(line, ", %s:%u %s", sym_text(e->loc.file), e->loc.line,
                                   sym_text(e->callee));
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    }
    g_ptr_array_sort(lines, by_text);
    for (guint i = 0; i < lines->len; i++) fprintf(out, "%s\n", (const char *)lines->pdata[i]);
    g_ptr_array_unref(lines);
}

static void print_why(FILE *out, struct program *p, const char *name)
{
    struct arena *arena = arena_new();
    GPtrArray *found = program_why(p, name, arena);
    for (guint i = 0; i < found->len; i++) {
        const struct why_function *f = found->pdata[i];
        fprintf(out, "why %s:%s, %u callers\n", sym_text(f->summary->func->file), name, f->ncallers);
        for (uint32_t k = 0; k < f->ncontexts; k++) {
            const struct why_context *c = &f->contexts[k];
            fprintf(out, "  %u %s:", c->kind, sym_text(c->words));
            for (uint32_t s = 0; s < c->nsteps; s++)
                fprintf(out, " %s:%u %s;", sym_text(c->steps[s].file), c->steps[s].line,
                        sym_text(c->steps[s].words));
            fprintf(out, "\n");
        }
    }
    g_ptr_array_unref(found);
    arena_free(arena);
}

/* free() */
static char *all_results(struct program *p)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    program_print_summaries(out, p, NULL);
    for (int i = 0; i < INLINES; i++) {
        char *name = g_strdup_printf("in%d", i);
        program_print_summaries(out, p, name);
        print_why(out, p, name);
        g_free(name);
    }
    print_violations(out, p);
    for (int i = 0; i < NAMES; i++) {
        char *name = g_strdup_printf("f%d", i);
        print_why(out, p, name);
        g_free(name);
    }
    fclose(out);
    return text;
}

static char *cold_results(char *const now[UNITS])
{
    struct program *p = program_new(rules, NULL);
    for (unsigned i = UNITS; i-- > 0;) {
        char *file = file_of(i);
        if (now[i]) add_unit(p, file, now[i]);
        g_free(file);
    }
    program_analyse(p);
    char *text = all_results(p);
    program_free(p);
    return text;
}

static void check_same(const char *warm, const char *cold, int seed, int step)
{
    if (strcmp(warm, cold) == 0) return;
    char **a = g_strsplit(warm, "\n", -1), **b = g_strsplit(cold, "\n", -1);
    int i = 0;
    while (a[i] && b[i] && strcmp(a[i], b[i]) == 0) i++;
    ck_abort_msg("program %d, edit %d: line %d is\n%s\nand not\n%s", seed, step, i, a[i] ? a[i] : "the end",
                 b[i] ? b[i] : "the end");
}

/* ---- random edits ---- */

struct history {
    int seed;
    GRand *random;
    struct world world;
    char *path;          /* of the database             */
    char *before[UNITS]; /* texts that the database has */
};

/* One run: the units as they are, and what is said of them; or it ends before it has come to that. */
static void run(struct history *h, int step)
{
    struct store *s = store_open(h->path, "test 1", NULL);
    struct program *p = program_new(rules, s);
    struct program_options options = {.workers = h->seed % 3};
    char *now[UNITS];
    program_set_options(p, &options);
    for (unsigned i = 0; i < UNITS; i++) now[i] = unit_text(&h->world, i);
    add_changed_units(p, h->before, now);
    if (g_rand_int_range(h->random, 0, 4)) {
        remove_units_gone(p, s, now);
        ck_assert(program_analyse(p));
        char *warm = all_results(p), *cold = cold_results(now);
        check_same(warm, cold, h->seed, step);
        free(warm);
        free(cold);
    }
    program_free(p);
    store_close(s);
    for (unsigned i = 0; i < UNITS; i++) {
        g_free(h->before[i]);
        h->before[i] = now[i];
    }
}

START_TEST(warm_is_cold)
{
    struct history h = {.seed = _i, .random = g_rand_new_with_seed((guint32)_i)};
    char *folder = g_dir_make_tmp("gfpcheck-program-XXXXXX", NULL);
    h.path = g_build_filename(folder, "program.db", NULL);
    for (int i = 0; i < INLINES; i++) h.world.inlines[i] = g_rand_int(h.random);
    for (int step = 0; step < EDITS; step++) {
        for (int n = step ? g_rand_int_range(h.random, 1, 3) : 3 * UNITS; n > 0; n--)
            edit(&h.world, h.random);
        run(&h, step);
    }
    for (unsigned i = 0; i < UNITS; i++) g_free(h.before[i]);
    char *lock = g_strconcat(h.path, ".lock", NULL);
    g_remove(h.path);
    g_remove(lock);
    g_rmdir(folder);
    g_free(lock);
    g_free(h.path);
    g_free(folder);
    g_rand_free(h.random);
}
END_TEST

/* ---- how much is done again ---- */

static uint32_t solved_after(struct program *p, const char *file, const char *body)
{
    struct program_work work;
    char *text = g_strdup_printf("unit %s\n%s", file, body);
    add_unit(p, file, text);
    ck_assert(program_analyse(p));
    program_work(p, &work);
    g_free(text);
    return work.solved;
}

#define LEAF(statement) "func @leaf(dev: \"struct dev *\") file a.c line 1 {\n" statement "  return !9\n}\n"

START_TEST(only_what_depends_on_it)
{
    struct program *p = program_new(rules, NULL);
    solved_after(p, "b.c",
                 "func @mid(dev: \"struct dev *\") file b.c line 1 {\n  call @leaf(dev) !2\n  return\n}\n"
                 "func @other() file b.c line 5 {\n  call @msleep(1) !6\n  return\n}\n");
    solved_after(p, "c.c",
                 "func @top(dev: \"struct dev *\") file c.c line 1 {\n  call @mid(dev) !2\n  return\n}\n");
    /* it, and who calls it, now that it is there */
    ck_assert_uint_eq(solved_after(p, "a.c", LEAF("")), 2);
    ck_assert_uint_eq(solved_after(p, "a.c", LEAF("  call @msleep(1) !2\n")), 3);
    ck_assert_uint_eq(solved_after(p, "a.c", LEAF("  call @msleep(1) !2\n")), 0);
    /* other code, that means the same to callers */
    ck_assert_uint_eq(solved_after(p, "a.c", LEAF("  %1 = field dev, dev.size: int\n  call @msleep(1) !2\n")),
                      1);
    program_free(p);
}
END_TEST

int main(void)
{
    GError *error = NULL;
    rules = rules_load(TESTDATA_DIR "/../rules/linux", NULL, (struct rules_version){6, 1}, &error);
    if (!rules) {
        fprintf(stderr, "%s\n", error->message);
        return EXIT_FAILURE;
    }
    Suite *suite = suite_create("incremental");
    TCase *tcase = tcase_create("edits");
    tcase_add_loop_test(tcase, warm_is_cold, 0, PROGRAMS);
    tcase_add_test(tcase, only_what_depends_on_it);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rules_free(rules);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

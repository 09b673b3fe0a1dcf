/* No row without a case: for every name of every row in rules/linux/ a small function is made that uses it in
 * a bug, and one that uses it well; the analysis must tell them apart.
 *
 * The functions are IR text, made from the rows as they are parsed here; one unit for each rule file and
 * kernel version. Facts have their cases in testdata/check/.
 */
#include "program/program.h"
#include "rules/build.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define RULES_DIR SOURCE_ROOT "/rules/linux"

enum { SLEEPING_FLAGS = 3264, ATOMIC_FLAGS = 2080, UNUSED = -1 };

/* What the analysis must say of one made function. */
struct expectation {
    char *function;
    const char *words;
    bool found, wanted;
    enum violation_kind kind;
};

struct maker {
    GString *text;
    GArray *expectations; /* struct expectation */
    unsigned n;
};

static const struct rules_version versions[] = {{5, 10}, {6, 1}, {6, 12}, {7, 2}, {0, 0}};

static GPtrArray *paths;
static struct rules *rules; /* of `version` */
static struct rules_version version;

/* ---- making functions ---- */

/* Starts a function; violations of `kind` in it are wanted, or must not be. */
static void begin(struct maker *m, const char *name, const char *words, enum violation_kind kind, bool wanted)
{
    struct expectation e = {g_strdup_printf("f%u_%s", m->n, name), words, false, wanted, kind};

    m->n++;
    g_array_append_val(m->expectations, e);
    g_string_append_printf(
        m->text,
        "func @c.c:%s(lk: \"spinlock_t *\", mem: \"void *\", o: \"struct o *\") file c.c line %u {\nb0:\n",
        e.function, m->n);
}

static void end(struct maker *m)
{
    g_string_append(m->text, "  return\n}\n\n");
}

static int64_t satisfying(const char *condition)
{
    static const struct {
        const char *relation;
        int by; /* added to the value */
    } relations[] = {{"==", 0}, {"!=", 1}, {"<=", 0}, {">=", 0}, {"<", -1}, {">", 1}, {"has", 0}};

    for (size_t i = 0; i < G_N_ELEMENTS(relations); i++)
        if (g_str_has_prefix(condition, relations[i].relation))
            return g_ascii_strtoll(condition + strlen(relations[i].relation), NULL, 0) + relations[i].by;
    return 0; /* lacks */
}

/* The arguments of a call, as the row needs them; `special` stands at `at`. */
static void arguments(struct maker *m, const struct raw_row *row, int flags, int at, const char *special)
{
    const int *const indices[] = {row->arg, row->gfp, row->size, row->order, row->owner, row->lock, row->out};
    int n = at + 1;

    for (size_t i = 0; i < G_N_ELEMENTS(indices); i++)
        if (indices[i] && *indices[i] >= n) n = *indices[i] + 1;
    if (row->when && row->when->arg >= n) n = row->when->arg + 1;
    if (row->nargs) n = *row->nargs;
    g_string_append_c(m->text, '(');
    for (int i = 0; i < n; i++) {
        if (i) g_string_append(m->text, ", ");
        if (i == at)
            g_string_append(m->text, special);
        else if (row->gfp && i == *row->gfp)
            g_string_append_printf(m->text, "%d", flags);
        else if (row->when && i == row->when->arg)
            g_string_append_printf(m->text, "%" G_GINT64_FORMAT, satisfying(row->when->is));
        else
            g_string_append(m->text, "o");
    }
    g_string_append(m->text, ")\n");
}

/* ---- sleepers ---- */

static void sleeper(struct maker *m, const struct raw_row *row, const char *name, bool locked, int flags,
                    bool wanted)
{
    begin(m, name, locked ? "sleeps under a spinlock" : "without a lock", VIOLATION_SLEEP, wanted);
    if (locked) g_string_append(m->text, "  %1 = call @_raw_spin_lock_irqsave(lk)\n");
    g_string_append_printf(m->text, "  %%2 = call @%s", name);
    arguments(m, row, flags, row->arg ? *row->arg : UNUSED, "mem");
    if (locked) g_string_append(m->text, "  call @_raw_spin_unlock_irqrestore(lk, %1)\n");
    end(m);
}

static void sleepers(struct maker *m, const struct raw_row *row)
{
    for (unsigned i = 0; i < row->fn_count; i++) {
        sleeper(m, row, row->fn[i], true, SLEEPING_FLAGS, true);
        sleeper(m, row, row->fn[i], false, SLEEPING_FLAGS, false);
        if (row->gfp) sleeper(m, row, row->fn[i], true, ATOMIC_FLAGS, false);
    }
}

/* ---- families ---- */

static const struct rule_fn *known(const char *name)
{
    const struct rule_fn *fn = rules_fn(rules, sym_of(name));

    ck_assert_ptr_nonnull(fn);
    return fn;
}

static bool accepts(const struct rule_release *release, const char *family)
{
    for (uint32_t i = 0; i < release->nfamilies; i++)
        if (strcmp(sym_text(release->families[i]->name), family) == 0) return true;
    return false;
}

static void allocations(struct maker *m, const struct raw_group *family, const struct raw_row *row)
{
    static const char *const others[] = {"kfree", "vfree", "kfree_skb"};
    size_t other = 0;

    while (accepts(known(others[other])->release, family->name)) other++;
    for (unsigned i = 0; i < row->fn_count; i++) {
        begin(m, row->fn[i], "released by another family's function", VIOLATION_FREE, true);
        g_string_append_printf(m->text, "  %%%d = call @%s", row->out ? 2 : 1, row->fn[i]);
        arguments(m, row, SLEEPING_FLAGS, row->out ? *row->out : UNUSED, "mem");
        if (row->out) g_string_append(m->text, "  %1 = load mem\n");
        g_string_append_printf(m->text, "  call @%s(%%1)\n", others[other]);
        end(m);
    }
    if (row->gfp || row->sleeps) sleepers(m, row);
}

static void release(struct maker *m, const struct raw_row *row, const char *name, const char *alloc,
                    bool wanted)
{
    begin(m, name, wanted ? "releases another family's memory" : "releases its own memory", VIOLATION_FREE,
          wanted);
    g_string_append_printf(m->text, "  %%1 = call @%s\n", alloc);
    if (row->member) /* it is in a field of the argument, if another field says so */
        g_string_append_printf(m->text,
                               "  %%2 = field mem, %s\n  store %%2, %%1\n  %%3 = field mem, %s\n"
                               "  store %%3, %" G_GINT64_FORMAT "\n",
                               row->member, row->given->field, satisfying(row->given->is));
    g_string_append_printf(m->text, "  call @%s", name);
    arguments(m, row, SLEEPING_FLAGS, *row->arg, row->member ? "mem" : "%1");
    end(m);
}

static void releases(struct maker *m, const struct raw_group *family, const struct raw_row *row)
{
    static const struct {
        const char *family, *call;
    } others[] = {{"slab", "kmalloc(8, 3264)"}, {"vmalloc", "vmalloc(8)"}, {"urb", "usb_alloc_urb(0, 3264)"}};

    for (unsigned i = 0; i < row->fn_count; i++) {
        size_t other = 0;

        while (accepts(known(row->fn[i])->release, others[other].family)) other++;
        release(m, row, row->fn[i], others[other].call, true);
        if (family->alloc_count) {
            struct maker own = {.text = g_string_new(family->alloc[0].fn[0])};

            arguments(&own, &family->alloc[0], SLEEPING_FLAGS, UNUSED, "");
            g_string_truncate(own.text, own.text->len - 1); /* its newline */
            release(m, row, row->fn[i], own.text->str, false);
            g_string_free(own.text, TRUE);
        }
    }
    if (row->sleeps) sleepers(m, row);
}

/* ---- locks ---- */

static void lock_call(struct maker *m, const struct raw_row *row, const char *name)
{
    g_string_append_printf(m->text, "  %%1 = call @%s", name);
    arguments(m, row, 0, row->lock ? *row->lock : UNUSED, "lk");
}

static void acquiring(struct maker *m, const struct raw_row *row)
{
    for (unsigned i = 0; i < row->fn_count; i++) {
        begin(m, row->fn[i], "a sleeper under it", VIOLATION_SLEEP, true);
        lock_call(m, row, row->fn[i]);
        g_string_append(m->text, "  call @msleep(1)\n");
        end(m);
    }
}

static void trying(struct maker *m, const struct raw_row *row)
{
    bool zero = row->success && *row->success == 0;

    for (unsigned i = 0; i < row->fn_count; i++)
        for (int got = 0; got < 2; got++) { /* sleep where it failed, and where it was acquired */
            begin(m, row->fn[i], got ? "a sleeper where it is held" : "a sleeper where it is not",
                  VIOLATION_SLEEP, got);
            lock_call(m, row, row->fn[i]);
            g_string_append_printf(m->text, "  branch %%1, %s\nb1:\n  call @msleep(1)\n  return\nb2:\n",
                                   (got != 0) != zero ? "b1, b2" : "b2, b1");
            end(m);
        }
}

static void releasing(struct maker *m, const struct raw_group *lock, const struct raw_row *row)
{
    const struct raw_row *acquire = NULL;

    for (unsigned i = 0; i < lock->acquire_count && !acquire; i++)
        if (lock->acquire[i].effect == row->effect && lock->acquire[i].sets == row->sets)
            acquire = &lock->acquire[i];
    ck_assert_msg(acquire != NULL, "%s: nothing acquires what %s releases", lock->name, row->fn[0]);
    for (unsigned i = 0; i < row->fn_count; i++) {
        begin(m, row->fn[i], "a sleeper after it", VIOLATION_SLEEP, false);
        lock_call(m, acquire, acquire->fn[0]);
        lock_call(m, row, row->fn[i]);
        g_string_append(m->text, "  call @msleep(1)\n");
        end(m);
    }
}

static void locks(struct maker *m, const struct raw_group *lock)
{
    for (unsigned i = 0; i < lock->acquire_count; i++)
        (lock->sleeps ? sleepers : acquiring)(m, &lock->acquire[i]);
    for (unsigned i = 0; i < lock->attempt_count; i++) {
        if (!lock->sleeps) trying(m, &lock->attempt[i]);
        if (lock->attempt[i].sleeps) sleepers(m, &lock->attempt[i]);
    }
    for (unsigned i = 0; i < lock->release_count && !lock->sleeps; i++) releasing(m, lock, &lock->release[i]);
}

/* ---- callbacks ---- */

static void callback(struct maker *m, const struct raw_row *row, const char *name, bool field)
{
    char *plain = g_strdelimit(g_strdup(name), ".", '_'), *handler;

    begin(m, plain, "a sleeper in the callback", VIOLATION_SLEEP, row->context != RULE_CTX_PROCESS);
    g_string_append(m->text, "  call @msleep(1)\n");
    end(m);
    handler = g_strdup_printf(
        "@c.c:%s", g_array_index(m->expectations, struct expectation, m->expectations->len - 1).function);
    if (field || row->member) {
        char *object = g_strdup_printf("$c.c:object%u", m->n);

        g_string_append_printf(m->text, "init %s %s = %s\n\n", object, field ? name : row->member, handler);
        g_free(handler);
        handler = object;
    }
    if (!field) {
        begin(m, plain, "handing a callback over", VIOLATION_SLEEP, false);
        g_string_append_printf(m->text, "  %%1 = call @%s", name);
        arguments(m, row, 0, *row->arg, handler);
        end(m);
    }
    g_free(handler);
    g_free(plain);
}

static void callbacks(struct maker *m, const struct raw_row *row)
{
    for (unsigned i = 0; i < row->fn_count; i++) callback(m, row, row->fn[i], false);
    for (unsigned i = 0; i < row->field_count; i++) callback(m, row, row->field[i], true);
}

/* ---- a file ---- */

static bool holds(const struct raw_row *row)
{
    bool yes = true;

    if (row->kernel) ck_assert(row_holds(row->kernel, version, &yes));
    return yes;
}

#define EACH(m, rows, count, make)                                                                           \
    for (unsigned each = 0; each < (count); each++)                                                          \
        if (holds(&(rows)[each])) make(m, &(rows)[each])

/* Leaves out the rows of other versions. */
static void rows_that_hold(struct raw_row *rows, unsigned *count)
{
    unsigned kept = 0;

    /* swapped, so that raw_free() still frees each row once */
    for (unsigned i = 0; i < *count; i++) {
        if (!holds(&rows[i])) continue;
        struct raw_row row = rows[kept];
        rows[kept++] = rows[i];
        rows[i] = row;
    }
    *count = kept;
}

static void never_sleeps(struct maker *m, const struct raw_row *row)
{
    for (unsigned i = 0; row->never_sleeps && i < row->fn_count; i++)
        sleeper(m, row, row->fn[i], true, SLEEPING_FLAGS, false);
}

static void make_file(struct maker *m, struct raw_file *f)
{
    for (unsigned i = 0; i < f->families_count; i++) {
        const struct raw_group *family = &f->families[i];

        for (unsigned k = 0; k < family->alloc_count; k++)
            if (holds(&family->alloc[k])) allocations(m, family, &family->alloc[k]);
        for (unsigned k = 0; k < family->release_count; k++)
            if (holds(&family->release[k])) releases(m, family, &family->release[k]);
    }
    for (unsigned i = 0; i < f->locks_count; i++) {
        struct raw_group lock = f->locks[i]; /* its lists are shortened, not the file's */

        rows_that_hold(lock.acquire, &lock.acquire_count);
        rows_that_hold(lock.attempt, &lock.attempt_count);
        rows_that_hold(lock.release, &lock.release_count);
        locks(m, &lock);
    }
    EACH(m, f->sleepers, f->sleepers_count, sleepers);
    EACH(m, f->callbacks, f->callbacks_count, callbacks);
    EACH(m, f->functions, f->functions_count, never_sleeps);
}

static void analyse(struct maker *m, const char *path)
{
    struct arena *arena = arena_new();
    GError *error = NULL;
    struct ir_unit *unit = ir_read_unit(arena, path, m->text->str, &error);
    struct program *p = program_new(rules, NULL);
    const struct violation *const *v;
    uint32_t n;

    ck_assert_msg(unit != NULL, "%s", error ? error->message : "no message");
    program_add(p, unit);
    program_analyse(p);
    v = program_violations(p, &n);
    for (uint32_t i = 0; i < n; i++) {
        const char *function = sym_text(event_leaf(v[i]->event)->func->name);
        unsigned number = (unsigned)strtoul(function + 1, NULL, 10);
        struct expectation *e = &g_array_index(m->expectations, struct expectation, number);

        ck_assert_str_eq(e->function, function);
        if (e->kind == v[i]->kind) e->found = true;
    }
    program_free(p);
    arena_free(arena);
}

START_TEST(every_row_is_hit)
{
    const char *path = g_ptr_array_index(paths, _i % (int)paths->len);
    struct maker m = {g_string_new("probe __GFP_DIRECT_RECLAIM = 1024\n\n"),
                      g_array_new(FALSE, FALSE, sizeof(struct expectation)), 0};
    GString *wrong = g_string_new(NULL);
    GError *error = NULL;
    struct rule_file file;

    version = versions[_i / (int)paths->len];
    rules = rules_load(RULES_DIR, NULL, version, NULL);
    ck_assert_msg(rule_file_read(&file, path, &error), "%s", error ? error->message : "no message");
    make_file(&m, file.raw);
    analyse(&m, path);
    for (guint i = 0; i < m.expectations->len; i++) {
        struct expectation *e = &g_array_index(m.expectations, struct expectation, i);

        if (e->found != e->wanted)
            g_string_append_printf(wrong, "\n  %s: %s: %s", e->function, e->words,
                                   e->wanted ? "not found" : "found");
        g_free(e->function);
    }
    ck_assert_msg(!wrong->len, "%s, %u.%u:%s", path, version.major, version.minor, wrong->str);
    g_string_free(wrong, TRUE);
    g_array_free(m.expectations, TRUE);
    g_string_free(m.text, TRUE);
    rule_file_clear(&file);
    rules_free(rules);
}
END_TEST

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_files(void)
{
    GDir *dir = g_dir_open(RULES_DIR, 0, NULL);
    const char *name;

    paths = g_ptr_array_new_with_free_func(g_free);
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_suffix(name, ".yaml")) g_ptr_array_add(paths, g_build_filename(RULES_DIR, name, NULL));
    if (dir) g_dir_close(dir);
    g_ptr_array_sort(paths, by_name);
}

int main(void)
{
    Suite *suite = suite_create("rules: coverage");
    TCase *tcase = tcase_create("coverage");
    SRunner *runner = srunner_create(suite);
    int failed;

    find_files();
    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, every_row_is_hit, 0, (int)(paths->len * G_N_ELEMENTS(versions)));
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner) || !paths->len;
    srunner_free(runner);
    g_ptr_array_free(paths, TRUE);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

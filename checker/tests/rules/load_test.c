/* What rows mean once loaded: each key of the YAML form, kernel versions, rows from several files. */
#include "rules/rules.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static const struct rules_version v61 = {6, 1};
static char *dir;

/* Loads `text` as the only file of a folder, beside the setting of gfp_bit. */
static struct rules *load(const char *text, struct rules_version version, GError **error)
{
    char *base = g_build_filename(dir, "a.yaml", NULL), *path = g_build_filename(dir, "b.yaml", NULL);
    struct rules *r;

    ck_assert(g_file_set_contents(base, "settings: {gfp_bit: __GFP_DIRECT_RECLAIM}\n", -1, NULL));
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    r = rules_load(dir, NULL, version, error);
    g_unlink(base);
    g_unlink(path);
    g_free(base);
    g_free(path);
    return r;
}

static struct rules *must_load(const char *text, struct rules_version version)
{
    GError *error = NULL;
    struct rules *r = load(text, version, &error);

    ck_assert_msg(r != NULL, "%s", error ? error->message : "no message");
    return r;
}

static const struct rule_fn *fn(const struct rules *r, const char *name)
{
    return rules_fn(r, sym_of(name));
}

START_TEST(families)
{
    struct rules *r =
        must_load("families:\n"
                  "  - name: slab\n"
                  "    address: linear\n"
                  "    why: because\n"
                  "    alloc:\n"
                  "      - {fn: [kmalloc, kzalloc], size: 0, gfp: 1}\n"
                  "      - {fn: [memdup_user], sleeps: true, error_pointer: true, why: it copies}\n"
                  "      - {fn: [get_it], out: 2, order: 1, owner: 0}\n"
                  "    release:\n"
                  "      - {fn: [kfree, kvfree], arg: 0}\n"
                  "  - name: vmalloc\n"
                  "    why: because\n"
                  "    release:\n"
                  "      - {fn: [kvfree], arg: 0, sleeps: true, needs_vmalloc: true,\n"
                  "         deferred_in_interrupt: true, atomic: [preempt, irq]}\n",
                  v61);
    const struct rule_fn *kmalloc = fn(r, "kmalloc"), *kvfree = fn(r, "kvfree"), *get_it = fn(r, "get_it");
    const struct rule_sleep *sleep;

    ck_assert_ptr_null(fn(r, "kcalloc"));
    ck_assert_str_eq(sym_text(kmalloc->alloc->family->name), "slab");
    ck_assert_uint_eq(kmalloc->alloc->family->linear, RULE_LINEAR_YES);
    ck_assert_uint_eq(kmalloc->alloc->family->line, 2);
    ck_assert_int_eq(kmalloc->alloc->size, 0);
    ck_assert_int_eq(kmalloc->alloc->gfp, 1);
    ck_assert_int_eq(kmalloc->alloc->out, RULE_RESULT);
    ck_assert_int_eq(kmalloc->alloc->owner, RULE_NO_ARG);
    ck_assert(kmalloc->ignore_body);
    ck_assert_uint_eq(kmalloc->nsleeps, 1);
    ck_assert_int_eq(kmalloc->sleeps[0]->kind, RULE_SLEEP_ALLOC);
    ck_assert_int_eq(kmalloc->sleeps[0]->gfp, 1);
    ck_assert_uint_eq(kmalloc->sleeps[0]->line, 6);
    ck_assert_ptr_eq(kmalloc->alloc, fn(r, "kzalloc")->alloc);
    ck_assert(fn(r, "memdup_user")->alloc->error_pointer);
    ck_assert_int_eq(fn(r, "memdup_user")->sleeps[0]->gfp, RULE_NO_ARG);
    ck_assert_str_eq(sym_text(fn(r, "memdup_user")->sleeps[0]->why), "it copies");
    ck_assert_int_eq(get_it->alloc->out, 2);
    ck_assert_int_eq(get_it->alloc->order, 1);
    ck_assert_int_eq(get_it->alloc->owner, 0);
    ck_assert_uint_eq(get_it->nsleeps, 0);

    ck_assert_uint_eq(fn(r, "kfree")->release->nfamilies, 1);
    ck_assert_uint_eq(kvfree->release->nfamilies, 2);
    ck_assert_str_eq(sym_text(kvfree->release->families[1]->name), "vmalloc");
    ck_assert_int_eq(kvfree->release->arg, 0);
    ck_assert_uint_eq(kvfree->nsleeps, 1);
    sleep = kvfree->sleeps[0];
    ck_assert_int_eq(sleep->kind, RULE_SLEEP_FREE);
    ck_assert(sleep->needs_vmalloc && sleep->deferred_in_interrupt && !sleep->likely);
    ck_assert_uint_eq(sleep->atomic, RULE_PREEMPT | RULE_IRQ);
    rules_free(r);
}
END_TEST

START_TEST(sleepers)
{
    struct rules *r = must_load("sleepers:\n"
                                "  - {fn: [msleep], why: it sleeps}\n"
                                "  - {fn: [idr_alloc], gfp: 4, why: it allocates}\n"
                                "  - {fn: [free_irq], kind: free, likely: true, why: it waits}\n"
                                "  - {fn: [fsleep], when: {arg: 0, is: \"> 0x10\"}, why: it sleeps}\n"
                                "  - {fn: [fsleep], when: {arg: 0, is: == LIMIT}, why: it sleeps}\n",
                                v61);
    const struct rule_fn *fsleep = fn(r, "fsleep");
    const sym *probes;
    uint32_t n;

    ck_assert_int_eq(fn(r, "msleep")->sleeps[0]->kind, RULE_SLEEP_OTHER);
    ck_assert_int_eq(fn(r, "msleep")->sleeps[0]->when.relation, RULE_ALWAYS);
    ck_assert_int_eq(fn(r, "idr_alloc")->sleeps[0]->kind, RULE_SLEEP_ALLOC);
    ck_assert_int_eq(fn(r, "idr_alloc")->sleeps[0]->gfp, 4);
    ck_assert_int_eq(fn(r, "free_irq")->sleeps[0]->kind, RULE_SLEEP_FREE);
    ck_assert(fn(r, "free_irq")->sleeps[0]->likely);
    ck_assert_uint_eq(fsleep->nsleeps, 2);
    ck_assert_int_eq(fsleep->sleeps[0]->when.relation, RULE_GT);
    ck_assert_int_eq(fsleep->sleeps[0]->when.value, 16);
    ck_assert_int_eq(fsleep->sleeps[1]->when.relation, RULE_EQ);
    ck_assert_str_eq(sym_text(fsleep->sleeps[1]->when.value_name), "LIMIT");
    probes = rules_probes(r, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(sym_text(probes[0]), "__GFP_DIRECT_RECLAIM");
    ck_assert_str_eq(sym_text(probes[1]), "LIMIT");
    ck_assert_uint_eq(rules_gfp_bit(r), probes[0]);
    rules_free(r);
}
END_TEST

START_TEST(relations)
{
    static const struct {
        const char *text;
        int relation;
        int64_t value;
    } cases[] = {
        {"== 0", RULE_EQ, 0},        {"!= -1", RULE_NE, -1},
        {"< 3", RULE_LT, 3},         {"<= 3", RULE_LE, 3},
        {">7", RULE_GT, 7},          {">= 010", RULE_GE, 8},
        {"has 4", RULE_HAS_BITS, 4}, {"lacks 0x1", RULE_LACKS_BITS, 1},
    };
    char *text = g_strdup_printf("sleepers: [{fn: [f], when: {arg: 3, is: '%s'}, why: w}]\n", cases[_i].text);
    struct rules *r = must_load(text, v61);
    const struct rule_when *when = &fn(r, "f")->sleeps[0]->when;

    ck_assert_int_eq(when->relation, cases[_i].relation);
    ck_assert_int_eq(when->value, cases[_i].value);
    ck_assert_int_eq(when->arg, 3);
    rules_free(r);
    g_free(text);
}
END_TEST

START_TEST(locks)
{
    struct rules *r =
        must_load("locks:\n"
                  "  - name: spinlock\n"
                  "    why: because\n"
                  "    acquire:\n"
                  "      - {fn: [spin_lock_irq], lock: 0, disables: [preempt, irq], sets: true}\n"
                  "      - {fn: [map_lock], result: true, disables: [preempt]}\n"
                  "    try:\n"
                  "      - {fn: [spin_trylock], lock: 1, disables: [preempt]}\n"
                  "    release:\n"
                  "      - {fn: [spin_unlock_irq], lock: 0, enables: [preempt, irq], sets: true}\n"
                  "  - name: bottom halves\n"
                  "    why: because\n"
                  "    acquire: [{fn: [local_bh_disable], disables: [bh]}]\n"
                  "  - name: mutex\n"
                  "    why: it waits\n"
                  "    sleeps: true\n"
                  "    acquire: [{fn: [mutex_lock], lock: 0}]\n"
                  "    try:\n"
                  "      - {fn: [mutex_lock_interruptible], lock: 0, success: 0, sleeps: true}\n"
                  "      - {fn: [mutex_trylock], lock: 0}\n",
                  v61);
    const struct rule_lock *lock = fn(r, "spin_lock_irq")->locks[0];

    ck_assert_str_eq(sym_text(lock->name), "spinlock");
    ck_assert_int_eq(lock->op, RULE_ACQUIRE);
    ck_assert_int_eq(lock->lock, 0);
    ck_assert_uint_eq(lock->effect, RULE_PREEMPT | RULE_IRQ);
    ck_assert(lock->sets && !lock->sleeps && !lock->result);
    ck_assert(fn(r, "map_lock")->locks[0]->result);
    ck_assert_int_eq(fn(r, "spin_trylock")->locks[0]->op, RULE_TRY);
    ck_assert_int_eq(fn(r, "spin_trylock")->locks[0]->success, 1);
    ck_assert_int_eq(fn(r, "spin_trylock")->locks[0]->lock, 1);
    ck_assert_int_eq(fn(r, "spin_unlock_irq")->locks[0]->op, RULE_RELEASE);
    ck_assert_int_eq(fn(r, "local_bh_disable")->locks[0]->lock, RULE_NO_ARG);
    ck_assert_uint_eq(fn(r, "local_bh_disable")->locks[0]->effect, RULE_BH);
    ck_assert_uint_eq(fn(r, "spin_lock_irq")->nsleeps, 0);
    ck_assert(fn(r, "mutex_lock")->locks[0]->sleeps);
    ck_assert_uint_eq(fn(r, "mutex_lock")->nsleeps, 1);
    ck_assert_int_eq(fn(r, "mutex_lock")->sleeps[0]->kind, RULE_SLEEP_OTHER);
    ck_assert_uint_eq(fn(r, "mutex_lock_interruptible")->nsleeps, 1);
    ck_assert_int_eq(fn(r, "mutex_lock_interruptible")->locks[0]->success, 0);
    ck_assert_uint_eq(fn(r, "mutex_trylock")->nsleeps, 0);
    rules_free(r);
}
END_TEST

START_TEST(callbacks_facts_functions)
{
    struct rules *r =
        must_load("settings: {probes: [PAGE_SIZE, PAGE_SIZE], transparent: [spinlock.rlock]}\n"
                  "facts:\n"
                  "  - {macro: [in_interrupt, in_irq], means: interrupt, why: because}\n"
                  "  - {fn: [is_vmalloc_addr], means: vmalloc, arg: 0, why: because}\n"
                  "callbacks:\n"
                  "  - {fn: [request_threaded_irq], arg: 1, context: hardirq, what: handler, why: because}\n"
                  "  - {fn: [request_threaded_irq], arg: 2, context: process, what: thread, why: because}\n"
                  "  - {fn: [hrtimer_setup], arg: 1, when: {arg: 3, is: has 4}, context: softirq, what: "
                  "timer, why: because}\n"
                  "  - {fn: [hrtimer_setup], arg: 1, when: {arg: 3, is: lacks 4}, context: hardirq, what: "
                  "timer, why: because}\n"
                  "  - {field: [snd_pcm_ops.trigger], context: irqs-off, likely: true, unless_field: "
                  "snd_pcm.nonatomic,\n"
                  "     what: trigger, why: because}\n"
                  "  - {field: [blk_mq_ops.queue_rq], context: rcu, unless_field: blk_mq_tag_set.flags,\n"
                  "     unless_bits: 16, given: {arg: 1, is: lacks 8}, what: request, why: because}\n"
                  "  - {fn: [chain_register], arg: 1, member: notifier_block.notifier_call, context: rcu,\n"
                  "     given: {field: work.flags, is: == 0}, what: notifier, why: because}\n"
                  "functions:\n"
                  "  - {fn: [spinlock_check], returns_arg: 0, why: because}\n"
                  "  - {fn: [panic], noreturn: true, never_sleeps: true, why: because}\n"
                  "  - {fn: [quiet], ignore_body: true, why: because}\n",
                  v61);
    const struct rule_callback *trigger = rules_field(r, sym_of("snd_pcm_ops.trigger"));
    const struct rule_callback *request = rules_field(r, sym_of("blk_mq_ops.queue_rq"));
    const struct rule_callback *notifier = fn(r, "chain_register")->callbacks[0];
    uint32_t n;

    ck_assert_int_eq(fn(r, "in_irq")->fact->kind, RULE_FACT_INTERRUPT);
    ck_assert(fn(r, "in_irq")->fact->macro && !fn(r, "is_vmalloc_addr")->fact->macro);
    ck_assert_int_eq(fn(r, "is_vmalloc_addr")->fact->arg, 0);
    ck_assert_str_eq(sym_text(rules_macros(r, &n)[1]), "in_irq");
    ck_assert_uint_eq(n, 2);
    rules_probes(r, &n);
    ck_assert_uint_eq(n, 2);

    ck_assert_uint_eq(fn(r, "request_threaded_irq")->ncallbacks, 2);
    ck_assert_int_eq(fn(r, "request_threaded_irq")->callbacks[1]->context, RULE_CTX_PROCESS);
    ck_assert(!fn(r, "request_threaded_irq")->ignore_body);
    ck_assert_uint_eq(fn(r, "hrtimer_setup")->ncallbacks, 2);
    ck_assert_int_eq(trigger->context, RULE_CTX_IRQS_OFF);
    ck_assert_str_eq(sym_text(trigger->unless_field), "snd_pcm.nonatomic");
    ck_assert_str_eq(sym_text(trigger->what), "trigger");
    ck_assert(trigger->likely && trigger->unless_bits == UINT64_MAX);
    ck_assert(!trigger->member && trigger->given.is.relation == RULE_ALWAYS);
    ck_assert_uint_eq(request->unless_bits, 16);
    ck_assert(request->given.is.relation == RULE_LACKS_BITS && request->given.is.arg == 1);
    ck_assert(request->given.is.value == 8 && !request->given.field);
    ck_assert_str_eq(sym_text(notifier->member), "notifier_block.notifier_call");
    ck_assert_str_eq(sym_text(notifier->given.field), "work.flags");
    ck_assert_int_eq(notifier->given.is.arg, RULE_NO_ARG);
    ck_assert_ptr_null(rules_field(r, sym_of("snd_pcm_ops.open")));
    ck_assert_str_eq(rule_context_text(RULE_CTX_IRQS_OFF), "irqs-off");

    ck_assert_int_eq(fn(r, "spinlock_check")->returns_arg, 0);
    ck_assert_int_eq(fn(r, "panic")->returns_arg, RULE_NO_ARG);
    ck_assert(fn(r, "panic")->noreturn && fn(r, "panic")->never_sleeps);
    ck_assert(fn(r, "quiet")->ignore_body);
    ck_assert(rules_transparent_field(r, sym_of("spinlock.rlock")));
    ck_assert(!rules_transparent_field(r, sym_of("spinlock.lock")));
    rules_free(r);
}
END_TEST

START_TEST(versions)
{
    static const char text[] = "sleepers:\n"
                               "  - {fn: [old], kernel: \"< 6.1\", why: w}\n"
                               "  - {fn: [upto], kernel: \"<= 6.1\", why: w}\n"
                               "  - {fn: [from], kernel: \">=6.1\", why: w}\n"
                               "  - {fn: [after], kernel: \"> 6.1\", why: w}\n"
                               "  - {fn: [between], kernel: \">= 5.11, < 6.12\", why: w}\n"
                               "  - {fn: [changed], gfp: 1, kernel: \"< 6.1\", why: w}\n"
                               "  - {fn: [changed], gfp: 2, kernel: \">= 6.1\", why: w}\n";
    static const struct {
        struct rules_version version;
        const char *known; /* o: old, u: upto, f: from, a: after, b: between */
        int gfp;
    } cases[] = {
        {{5, 10}, "ou", 1}, {{5, 15}, "oub", 1}, {{6, 1}, "ufb", 2}, {{6, 2}, "fab", 2},
        {{6, 12}, "fa", 2}, {{7, 2}, "fa", 2},   {{0, 0}, "fa", 2},
    };
    static const char *const names[] = {"old", "upto", "from", "after", "between"};
    struct rules *r = must_load(text, cases[_i].version);

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        ck_assert_int_eq(fn(r, names[i]) != NULL, strchr(cases[_i].known, names[i][0]) != NULL);
    ck_assert_int_eq(fn(r, "changed")->sleeps[0]->gfp, cases[_i].gfp);
    rules_free(r);
}
END_TEST

START_TEST(numbers_of_arguments)
{
    struct rules *r = must_load("families:\n"
                                "  - name: kvmalloc\n"
                                "    why: w\n"
                                "    alloc:\n"
                                "      - {fn: [kvrealloc], nargs: 3, gfp: 2}\n"
                                "      - {fn: [kvrealloc], nargs: 4, gfp: 3}\n"
                                "sleepers:\n"
                                "  - {fn: [wait], why: w}\n"
                                "  - {fn: [wait], nargs: 2, gfp: 1, why: w}\n",
                                v61);

    ck_assert_int_eq(rules_call(r, sym_of("kvrealloc"), 3)->alloc->gfp, 2);
    ck_assert_int_eq(rules_call(r, sym_of("kvrealloc"), 4)->alloc->gfp, 3);
    ck_assert_ptr_null(rules_call(r, sym_of("kvrealloc"), 2)->alloc);
    ck_assert_int_eq(rules_call(r, sym_of("wait"), 2)->sleeps[0]->gfp, 1);
    ck_assert_int_eq(rules_call(r, sym_of("wait"), 1)->sleeps[0]->gfp, RULE_NO_ARG);
    ck_assert_ptr_null(rules_call(r, sym_of("unknown"), 1));
    rules_free(r);
}
END_TEST

START_TEST(several_files)
{
    char *path = g_build_filename(dir, "extra", NULL);
    const char *extra[] = {path, NULL};
    char *first = g_build_filename(dir, "first.yaml", NULL);
    GError *error = NULL;
    struct rules *r;

    ck_assert(g_file_set_contents(first, "sleepers: [{fn: [msleep], why: w}]\n", -1, NULL));
    ck_assert(g_file_set_contents(path, "sleepers: [{fn: [mine], why: w}]\n", -1, NULL));
    r = rules_load(dir, extra, v61, &error);
    ck_assert_ptr_nonnull(r);
    ck_assert(fn(r, "msleep") && fn(r, "mine"));
    rules_free(r);

    g_unlink(path);
    ck_assert_ptr_null(rules_load(dir, extra, v61, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "extra: "));
    g_clear_error(&error);
    g_unlink(first);
    g_free(first);
    g_free(path);
}
END_TEST

START_TEST(no_files)
{
    GError *error = NULL;

    ck_assert_ptr_null(rules_load(dir, NULL, v61, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "no rule files"));
    g_clear_error(&error);
    ck_assert_ptr_null(rules_load("/nonexistent/rules", NULL, v61, &error));
    ck_assert_ptr_nonnull(error);
    g_clear_error(&error);
}
END_TEST

START_TEST(gfp_without_bit)
{
    char *path = g_build_filename(dir, "a.yaml", NULL);
    GError *error = NULL;

    ck_assert(g_file_set_contents(path, "sleepers: [{fn: [f], gfp: 1, why: w}]\n", -1, NULL));
    ck_assert_ptr_null(rules_load(dir, NULL, v61, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "a.yaml:1: it has 'gfp'"));
    g_clear_error(&error);
    g_unlink(path);
    g_free(path);
}
END_TEST

static void make_dir(void)
{
    dir = g_dir_make_tmp("gfpcheck-rules-XXXXXX", NULL);
    ck_assert_ptr_nonnull(dir);
}

static void remove_dir(void)
{
    g_rmdir(dir);
    g_free(dir);
}

START_TEST(rules_have_numbers)
{
    static const char *const text = "families:\n"
                                    "  - name: slab\n"
                                    "    why: because\n"
                                    "    alloc: [{fn: [kmalloc], gfp: 1}, {fn: [old], kernel: '< 5.0'}]\n"
                                    "    release: [{fn: [kfree, kvfree], arg: 0}]\n"
                                    "locks:\n"
                                    "  - name: mutex\n"
                                    "    why: it waits\n"
                                    "    sleeps: true\n"
                                    "    acquire: [{fn: [mutex_lock], lock: 0}]\n"
                                    "callbacks:\n"
                                    "  - {fn: [set_it], arg: 0, context: softirq, what: timer, why: so}\n";
    struct rules *r = must_load(text, v61), *again = must_load(text, v61);
    const struct rule_fn *lock = fn(r, "mutex_lock"), *same = fn(again, "mutex_lock");
    const struct rule_release *kfree = fn(r, "kfree")->release, *kvfree = fn(r, "kvfree")->release;

    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_ALLOC, fn(r, "kmalloc")->alloc->id), fn(r, "kmalloc")->alloc);
    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_RELEASE, kfree->id), kfree);
    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_RELEASE, kvfree->id), kvfree);
    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_LOCK, lock->locks[0]->id), lock->locks[0]);
    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_SLEEP, lock->sleeps[0]->id), lock->sleeps[0]);
    ck_assert_ptr_eq(rules_by_id(r, RULE_KIND_CALLBACK, 0), fn(r, "set_it")->callbacks[0]);
    ck_assert_ptr_null(rules_by_id(r, RULE_KIND_CALLBACK, 1));
    ck_assert_ptr_null(rules_by_id(r, RULE_KIND_SLEEP, UINT32_MAX));
    ck_assert_uint_eq(lock->sleeps[0]->id, same->sleeps[0]->id);
    rules_free(r);
    rules_free(again);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules: loading");
    TCase *tcase = tcase_create("load");
    SRunner *runner = srunner_create(suite);
    int failed;

    suite_add_tcase(suite, tcase);
    tcase_add_checked_fixture(tcase, make_dir, remove_dir);
    tcase_add_test(tcase, families);
    tcase_add_test(tcase, sleepers);
    tcase_add_loop_test(tcase, relations, 0, 8);
    tcase_add_test(tcase, locks);
    tcase_add_test(tcase, callbacks_facts_functions);
    tcase_add_loop_test(tcase, versions, 0, 7);
    tcase_add_test(tcase, numbers_of_arguments);
    tcase_add_test(tcase, several_files);
    tcase_add_test(tcase, no_files);
    tcase_add_test(tcase, gfp_without_bit);
    tcase_add_test(tcase, rules_have_numbers);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Worker processes: answers of any size, crashes, hangs, memory, stopping, and forks that fail.
 *
 * Needs base/pool.h only. What a job does is told by its number's kind below.
 */
#include "base/pool.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* A job's number is a kind, and any number below. */
enum { KIND = 1 << 24 };
enum kind {
    TINY,
    LARGE,
    ABORT,
    SEGV,
    KILLED,
    EXITS,
    HANGS,
    HOGS,
    SLEEPS,
    GROWS,
    TELLS_PID,
    NONSENSE,
    INTERRUPTED
};
#define JOB(kind, i) ((uint32_t)(kind)*KIND + (uint32_t)(i))

enum { LARGE_SIZE = 5 << 20, HOG_SIZE = 512 << 20, GROWTH = 24 << 20 };

struct seen {
    uint32_t answers, failures, ticks;
    uint32_t last; /* job */
    bool ordered;  /* answers came in ascending order */
    char *reason;  /* of the last failure */
    GHashTable *pids;
    GHashTable *jobs;
    volatile sig_atomic_t stop;
    uint32_t stop_after; /* answers; 0: never */
    int begin;           /* the code that children exit with at their start; 0: they do not */
};

static struct seen seen;
static pid_t tester;

static void *touch(size_t size)
{
    volatile char *memory = malloc(size);
    for (size_t i = 0; i < size; i += 4096) memory[i] = 1;
    return (void *)memory;
}

static void nap(unsigned ms)
{
    g_usleep(ms * 1000ul);
}

static void do_begin(void *context)
{
    const struct seen *s = context;
    if (s->begin) _exit(s->begin);
}

/* Bytes that depend on the job and the place. */
static guint8 pattern(uint32_t job, size_t i)
{
    return (guint8)(job * 31 + i * 7 + i / 251);
}

static void do_job(void *context, uint32_t job, GByteArray *answer)
{
    (void)context;
    pid_t me = getpid();
    switch ((enum kind)(job / KIND)) {
    case TINY: g_byte_array_append(answer, (guint8 *)&job, sizeof job); break;
    case LARGE:
        g_byte_array_set_size(answer, LARGE_SIZE);
        for (size_t i = 0; i < LARGE_SIZE; i++) answer->data[i] = pattern(job, i);
        break;
    case ABORT: abort();
    case SEGV:
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
        break;
    case KILLED: raise(SIGKILL); break;
    case INTERRUPTED: raise(SIGINT); break;
    case EXITS: exit(3);
    case HANGS:
        for (;;) nap(1000);
    case HOGS:
        touch(HOG_SIZE);
        for (;;) nap(1000);
    case SLEEPS: nap(50); break;
    case GROWS: touch(GROWTH); /* fall through */
    case TELLS_PID: g_byte_array_append(answer, (guint8 *)&me, sizeof me); break;
    case NONSENSE:
        for (int fd = 3; fd < 64; fd++) {
            static const char text[64] = "nothing that a child would say";
            if (send(fd, text, sizeof text, 0) < 0) continue; /* no socket */
        }
        break;
    }
}

static void check_answer(struct seen *s, uint32_t job, const void *answer, size_t n)
{
    const guint8 *bytes = answer;
    pid_t pid;
    switch ((enum kind)(job / KIND)) {
    case TINY:
        ck_assert_uint_eq(n, sizeof job);
        ck_assert_int_eq(memcmp(answer, &job, n), 0);
        break;
    case LARGE:
        ck_assert_uint_eq(n, LARGE_SIZE);
        for (size_t i = 0; i < n; i++) {
            if (bytes[i] != pattern(job, i)) ck_abort_msg("byte %zu of job %u is wrong", i, job);
        }
        break;
    case GROWS:
    case TELLS_PID:
        ck_assert_uint_eq(n, sizeof pid);
        memcpy(&pid, answer, n);
        ck_assert_int_ne(pid, tester);
        g_hash_table_add(s->pids, GINT_TO_POINTER(pid));
        break;
    default: ck_assert_uint_eq(n, 0);
    }
}

static void do_done(void *context, uint32_t job, const void *answer, size_t n, const char *reason)
{
    struct seen *s = context;
    ck_assert_int_eq(getpid(), tester);
    ck_assert(g_hash_table_add(s->jobs, GUINT_TO_POINTER(job + 1))); /* each once */
    if (reason) {
        s->failures++;
        g_free(s->reason);
        s->reason = g_strdup(reason);
        return;
    }
    check_answer(s, job, answer, n);
    s->ordered = s->ordered && (s->answers == 0 || job > s->last);
    s->last = job;
    if (++s->answers == s->stop_after) s->stop = 1;
}

static void do_tick(void *context)
{
    struct seen *s = context;
    s->ticks++;
}

static void setup(void)
{
    tester = getpid();
    seen = (struct seen){.ordered = true};
    seen.pids = g_hash_table_new(NULL, NULL);
    seen.jobs = g_hash_table_new(NULL, NULL);
}

static void teardown(void)
{
    g_hash_table_unref(seen.pids);
    g_hash_table_unref(seen.jobs);
    g_free(seen.reason);
    /* no child outlives a run */
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
}

static const struct pool_work work = {&seen, do_begin, do_job, do_done, do_tick, NULL};

/* Runs `n` jobs of a kind. */
static uint32_t run_with(struct pool_options options, enum kind kind, uint32_t n)
{
    GArray *jobs = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        uint32_t job = JOB(kind, i);
        g_array_append_val(jobs, job);
    }
    options.stop = &seen.stop;
    uint32_t left = pool_run(&options, &work, (const uint32_t *)(void *)jobs->data, n);
    g_array_unref(jobs);
    return left;
}

static void expect(uint32_t left, uint32_t answers, uint32_t failures, const char *reason)
{
    ck_assert_uint_eq(left, 0);
    ck_assert_uint_eq(seen.answers, answers);
    ck_assert_msg(seen.failures == failures, "%u failures: %s", seen.failures, seen.reason);
    if (reason) ck_assert_str_eq(seen.reason, reason);
}

START_TEST(many_tiny_jobs)
{
    expect(run_with((struct pool_options){.workers = 4}, TINY, 10000), 10000, 0, NULL);
}
END_TEST

START_TEST(one_worker_keeps_the_order)
{
    expect(run_with((struct pool_options){.workers = 1}, TINY, 500), 500, 0, NULL);
    ck_assert(seen.ordered);
}
END_TEST

static const struct {
    enum kind kind;
    const char *reason;
} deaths[] = {
    {ABORT, "crashed: Aborted (signal 6)"},           {SEGV, "crashed: Segmentation fault (signal 11)"},
    {KILLED, "crashed: Killed (signal 9)"},           {EXITS, "exited with code 3"},
    {NONSENSE, "crashed: its answer makes no sense"},
};

/* Jobs in rounds: none of a round is given before all of the round before are done. */
enum { ROUND = 7, GIVEN = 10 * ROUND };
static uint32_t given;

static uint32_t next_of_round(void *context)
{
    const struct seen *s = context;
    if (given == GIVEN) return POOL_END;
    if (given - given % ROUND > s->answers + s->failures) return POOL_LATER;
    ck_assert_uint_le(given, s->answers + s->failures + ROUND);
    uint32_t i = given++;
    return JOB(i % ROUND == 2 ? KILLED : TINY, i);
}

START_TEST(jobs_that_wait_for_others)
{
    struct pool_options options = {.workers = 3, .stop = &seen.stop};
    struct pool_work rounds = work;
    rounds.next = next_of_round;
    given = 0;
    expect(pool_run(&options, &rounds, NULL, 0), GIVEN - GIVEN / ROUND, GIVEN / ROUND, deaths[2].reason);
    given = 0;
    seen.stop_after = seen.answers + ROUND;
    g_hash_table_remove_all(seen.jobs);
    ck_assert_uint_eq(pool_run(&options, &rounds, NULL, 0), 1);
}
END_TEST

START_TEST(no_jobs)
{
    expect(run_with((struct pool_options){.workers = 3}, TINY, 0), 0, 0, NULL);
}
END_TEST

/* Both are larger than any socket's buffer: a child waits until the parent has read. */
START_TEST(large_answers)
{
    struct pool_options options = {.workers = 4, .timeout_s = 60, .memory_limit = (size_t)1 << 30};
    expect(run_with(options, LARGE, 24), 24, 0, NULL);
}
END_TEST

START_TEST(more_workers_than_jobs)
{
    expect(run_with((struct pool_options){.workers = 64}, TELLS_PID, 3), 3, 0, NULL);
    ck_assert_uint_le(g_hash_table_size(seen.pids), 3);
}
END_TEST

/* Each costs its own job and no other. */
START_TEST(deaths_cost_one_job)
{
    enum { N = 40, EVERY = 8 };
    uint32_t jobs[N];
    for (uint32_t i = 0; i < N; i++) jobs[i] = i % EVERY == 3 ? JOB(deaths[_i].kind, i) : JOB(TINY, i);
    struct pool_options options = {.workers = 3};
    uint32_t left = pool_run(&options, &work, jobs, N);
    expect(left, N - N / EVERY, N / EVERY, deaths[_i].reason);
}
END_TEST

START_TEST(all_jobs_may_die)
{
    expect(run_with((struct pool_options){.workers = 2}, KILLED, 50), 0, 50, deaths[2].reason);
}
END_TEST

/* What the parent has not written yet is written once, though the child calls exit(). */
START_TEST(buffers_are_not_written_twice)
{
    char name[] = "/tmp/gfpcheck-pool-XXXXXX";
    int fd = mkstemp(name);
    FILE *out = fdopen(fd, "w+");
    fputs("once", out);
    run_with((struct pool_options){.workers = 2}, EXITS, 4);
    fflush(out);
    ck_assert_int_eq(ftell(out), 4);
    fseek(out, 0, SEEK_END);
    ck_assert_int_eq(ftell(out), 4);
    fclose(out);
    unlink(name);
}
END_TEST

START_TEST(a_hang_ends)
{
    uint32_t jobs[] = {JOB(HANGS, 0), JOB(TINY, 1), JOB(TINY, 2)};
    struct pool_options options = {.workers = 1, .timeout_s = 1};
    gint64 start = g_get_monotonic_time();
    uint32_t left = pool_run(&options, &work, jobs, G_N_ELEMENTS(jobs));
    expect(left, 2, 1, "took longer than 1 s");
    ck_assert_int_ge(g_get_monotonic_time() - start, G_USEC_PER_SEC);
    ck_assert_uint_ge(seen.ticks, 3);
}
END_TEST

START_TEST(a_hog_ends)
{
    uint32_t jobs[] = {JOB(TINY, 0), JOB(HOGS, 1), JOB(TINY, 2)};
    struct pool_options options = {.workers = 2, .memory_limit = 256 << 20};
    uint32_t left = pool_run(&options, &work, jobs, G_N_ELEMENTS(jobs));
    expect(left, 2, 1, "used more than 256 MiB");
}
END_TEST

/* What the parent holds is not its children's. */
START_TEST(inherited_memory_is_free)
{
    void *memory = touch(HOG_SIZE);
    struct pool_options options = {.workers = 2, .memory_limit = 256 << 20, .memory_renew = 256 << 20};
    expect(run_with(options, SLEEPS, 20), 20, 0, NULL);
    free(memory);
}
END_TEST

START_TEST(grown_children_are_replaced)
{
    struct pool_options options = {.workers = 1, .memory_renew = 2 * GROWTH + GROWTH / 2};
    expect(run_with(options, GROWS, 12), 12, 0, NULL);
    ck_assert_uint_eq(g_hash_table_size(seen.pids), 4);
}
END_TEST

START_TEST(small_children_stay)
{
    struct pool_options options = {.workers = 1, .memory_renew = 256 << 20};
    expect(run_with(options, TELLS_PID, 200), 200, 0, NULL);
    ck_assert_uint_eq(g_hash_table_size(seen.pids), 1);
}
END_TEST

START_TEST(stop_in_the_middle)
{
    seen.stop_after = 5;
    uint32_t left = run_with((struct pool_options){.workers = 2}, SLEEPS, 1000);
    ck_assert_uint_eq(seen.answers, 5);
    ck_assert_uint_eq(seen.failures, 0);
    ck_assert_uint_eq(left, 995);
}
END_TEST

static void on_alarm(int number)
{
    (void)number;
    seen.stop = 1;
}

START_TEST(stop_by_a_signal_is_at_once)
{
    signal(SIGALRM, on_alarm);
    struct itimerval soon = {.it_value = {.tv_usec = 300000}};
    setitimer(ITIMER_REAL, &soon, NULL);
    gint64 start = g_get_monotonic_time();
    ck_assert_uint_eq(run_with((struct pool_options){.workers = 3}, HANGS, 10), 10);
    ck_assert_int_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC);
}
END_TEST

/* Ctrl-C reaches the whole group: the children leave it to the parent. */
START_TEST(children_leave_signals_to_the_parent)
{
    expect(run_with((struct pool_options){.workers = 2}, INTERRUPTED, 10), 10, 0, NULL);
}
END_TEST

START_TEST(children_that_never_begin)
{
    seen.begin = 7;
    uint32_t left = run_with((struct pool_options){.workers = 3}, TINY, 1000);
    expect(left, 0, 1000, "worker processes end at their start: exited with code 7");
}
END_TEST

/* Descriptors run out in place of processes: root has no limit of those. */
START_TEST(without_any_fork)
{
    struct rlimit none = {0, 0}, old;
    getrlimit(RLIMIT_NOFILE, &old);
    none.rlim_max = old.rlim_max;
    setrlimit(RLIMIT_NOFILE, &none);
    uint32_t left = run_with((struct pool_options){.workers = 2}, TINY, 30);
    setrlimit(RLIMIT_NOFILE, &old);
    expect(left, 0, 30, "no worker process can be started: Too many open files");
}
END_TEST

START_TEST(with_fewer_forks)
{
    struct rlimit few, old;
    int lowest = dup(0);
    close(lowest);
    getrlimit(RLIMIT_NOFILE, &old);
    few = old;
    few.rlim_cur = (rlim_t)lowest + 4; /* two for the first child, then two more while the next is made */
    setrlimit(RLIMIT_NOFILE, &few);
    uint32_t left = run_with((struct pool_options){.workers = 8}, TELLS_PID, 30);
    setrlimit(RLIMIT_NOFILE, &old);
    expect(left, 30, 0, NULL);
    ck_assert_uint_lt(g_hash_table_size(seen.pids), 8);
}
END_TEST

/* The parent is killed: its children go with it. */
START_TEST(children_die_with_the_parent)
{
    int pipes[2];
    char byte;
    ck_assert_int_eq(pipe(pipes), 0);
    pid_t parent = fork();
    if (parent == 0) {
        tester = getpid();
        close(pipes[0]); /* its children hold the other end open */
        run_with((struct pool_options){.workers = 3}, HANGS, 3);
        _exit(0);
    }
    close(pipes[1]);
    nap(300);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    ck_assert_int_eq(read(pipes[0], &byte, 1), 0);
    close(pipes[0]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pool");
    TCase *t = tcase_create("pool");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, many_tiny_jobs);
    tcase_add_test(t, one_worker_keeps_the_order);
    tcase_add_test(t, jobs_that_wait_for_others);
    tcase_add_test(t, no_jobs);
    tcase_add_test(t, large_answers);
    tcase_add_test(t, more_workers_than_jobs);
    tcase_add_loop_test(t, deaths_cost_one_job, 0, G_N_ELEMENTS(deaths));
    tcase_add_test(t, all_jobs_may_die);
    tcase_add_test(t, buffers_are_not_written_twice);
    tcase_add_test(t, a_hang_ends);
    tcase_add_test(t, a_hog_ends);
    tcase_add_test(t, inherited_memory_is_free);
    tcase_add_test(t, grown_children_are_replaced);
    tcase_add_test(t, small_children_stay);
    tcase_add_test(t, stop_in_the_middle);
    tcase_add_test(t, stop_by_a_signal_is_at_once);
    tcase_add_test(t, children_leave_signals_to_the_parent);
    tcase_add_test(t, children_that_never_begin);
    tcase_add_test(t, without_any_fork);
    tcase_add_test(t, with_fewer_forks);
    tcase_add_test(t, children_die_with_the_parent);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

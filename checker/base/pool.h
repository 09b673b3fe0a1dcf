/* Worker processes: jobs are done in children, so that a crash, a hang or a runaway costs one job.
 *
 * Needs GLib and POSIX; knows nothing of what a job is. Children are forked at the start (and again when one
 * dies), share what the parent had in memory, and get job numbers through a socket one at a time; what a job
 * answers comes back the same way and is handed to `done` in the parent, in the order of completion.
 */
#ifndef GFPCHECK_BASE_POOL_H
#define GFPCHECK_BASE_POOL_H

#include <glib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

/* What `next` says when there is no job. */
#define POOL_LATER (UINT32_MAX - 1) /* ask again when others are done */
#define POOL_END   UINT32_MAX       /* and there will be none         */

struct pool_work {
    void *context;
    void (*begin)(void *context); /* in each child, before its first job; or NULL            */
    /* In the child: does the job and appends the answer. Must not print to stdout. */
    void (*job)(void *context, uint32_t job, GByteArray *answer);
    /* In the parent: the answer (aligned for any type, gone when it returns), or with `reason` not NULL why
     * there is none: "crashed: Segmentation fault (signal 11)", "exited with code 3", "took longer than
     * 60 s", "used more than 2048 MiB", or that no worker could be started. */
    void (*done)(void *context, uint32_t job, const void *answer, size_t n, const char *reason);
    void (*tick)(void *context);     /* in the parent, about every 200 ms; or NULL             */
    uint32_t (*next)(void *context); /* in the parent: a job for a child that has none; or NULL */
};

/* Memory is what a child has resident beyond what it had when it was forked: its parent's pages, which it
 * shares, are no fault of its jobs. */
struct pool_options {
    unsigned workers;                  /* at least 1; fewer are used when no more can be forked             */
    unsigned timeout_s;                /* for one job, and for `begin`; 0: none                             */
    size_t memory_limit;               /* bytes; a child above it is killed; 0: none                        */
    size_t memory_renew;               /* bytes; a child above it between two jobs is replaced; 0: never    */
    const volatile sig_atomic_t *stop; /* set: children are killed, pool_run() returns at once; or NULL */
};

/* Does jobs[0..n) in that order. Returns the number of jobs that were not begun or not finished because of
 * `stop`: `done` is not called for these, and once for each of the others. With work->next, `jobs` is NULL
 * and what is returned is 1 if it was stopped. Children never outlive it (nor the parent: PR_SET_PDEATHSIG).
 * They ignore SIGINT, SIGTERM and SIGHUP: the parent decides. */
uint32_t pool_run(const struct pool_options *options, const struct pool_work *work, const uint32_t *jobs,
                  uint32_t n);

#endif

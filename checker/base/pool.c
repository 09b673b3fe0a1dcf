/* Worker processes: the parent's loop around poll(), and the child's around its jobs.
 *
 * Needs pool.h and Linux (/proc, prctl). Each child has one stream socket to the parent. A child says "ready"
 * after `begin`, and then answers each job number with a frame of a header and bytes. The parent writes one
 * number to a child that waits for it, so it never blocks; a child may block on a large answer until the
 * parent has read it. Each death of a child that was ready ends the job that it had, and children that die
 * before are forked again a few times only: so the loop ends, whatever the children do.
 */
#include "base/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_MS = 200,
    /* A longer pause between two looks at the clock is the parent's own (stopped by Ctrl-Z, or long in
     * `done`), and no job's. */
    MAX_PAUSE_MS = 5 * TICK_MS,
    MAX_FAILED_STARTS = 5, /* in a row, with no other child alive: there is no point in more */
    READ_PIECE = 256 * 1024,
};

/* A longer answer is none of ours: a child that wrote all over its memory has sent it. */
#define MAX_ANSWER ((uint64_t)1 << 30)

enum frame_kind { READY = 0x52454459, ANSWER = 0x414e5357 };

struct frame {
    uint32_t kind, job;
    uint64_t n; /* bytes that follow */
};

enum worker_state { NONE, STARTING, WAITING, BUSY };

struct worker {
    enum worker_state state;
    pid_t pid;
    int socket;
    int statm;      /* /proc/PID/statm, or -1                                      */
    size_t at_fork; /* resident pages                                              */
    uint32_t job;
    gint64 since; /* the pool's clock when it began to start, or with its job    */
    char *reason; /* why it was killed, or NULL: it was not                      */

    struct frame frame; /* as much of the header as has come                       */
    size_t nframe;
    GByteArray *answer; /* as much of the answer as has come                       */
};

struct pool {
    const struct pool_options *options;
    const struct pool_work *work;
    const uint32_t *jobs;
    uint32_t n, given, done;
    bool ended;             /* work->next has no more                                         */
    unsigned wanted, alive; /* workers                                                        */
    unsigned failed_starts; /* in a row, with no other child alive                            */
    char *start_failure;    /* what the last of them died of                                  */
    gint64 clock, ticked;   /* in ms: the time that counts, and when it was at the last tick   */
    gint64 last_look;       /* at the system's clock, in ms                                   */
    struct worker workers[];
};

/* ---- in the child ---- */

/* False at the end of the stream. */
static bool receive_all(int fd, void *to, size_t n)
{
    for (char *p = to; n > 0;) {
        ssize_t got = recv(fd, p, n, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static bool send_all(int fd, const void *from, size_t n)
{
    for (const char *p = from; n > 0;) {
        ssize_t put = send(fd, p, n, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        p += put;
        n -= (size_t)put;
    }
    return true;
}

/* These reach the whole group, and the parent decides: a child that died of one would be taken for a crash.
 */
static void child_signals(void)
{
    static const int left_to_parent[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = SIG_IGN};
    for (size_t i = 0; i < G_N_ELEMENTS(left_to_parent); i++) sigaction(left_to_parent[i], &action, NULL);
}

/* When memory runs out, the kernel shall take a child and not the parent, who has the results. */
static void child_volunteers(void)
{
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, "500", 3) < 0) errno = 0; /* refused: then not */
    close(fd);
}

static _Noreturn void child_run(const struct pool *p, int fd, pid_t parent)
{
    const struct pool_work *work = p->work;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0); /* it died before it could be watched */
    child_signals();
    child_volunteers();
    for (unsigned i = 0; i < p->options->workers; i++) {
        if (p->workers[i].state == NONE) continue;
        close(p->workers[i].socket);
        if (p->workers[i].statm >= 0) close(p->workers[i].statm);
    }
    if (work->begin) work->begin(work->context);
    struct frame frame = {.kind = READY};
    bool ok = send_all(fd, &frame, sizeof frame);
    while (ok && receive_all(fd, &frame.job, sizeof frame.job)) {
        GByteArray *answer = g_byte_array_new();
        work->job(work->context, frame.job, answer);
        frame.kind = ANSWER;
        frame.n = answer->len;
        ok = send_all(fd, &frame, sizeof frame) && send_all(fd, answer->data, answer->len);
        g_byte_array_unref(answer);
    }
    _exit(0);
}

/* ---- starting and ending ---- */

/* Resident pages of a worker; 0 if that can't be known. */
static size_t worker_pages(const struct worker *w)
{
    char text[128];
    ssize_t n = w->statm < 0 ? -1 : pread(w->statm, text, sizeof text - 1, 0);
    if (n <= 0) return 0;
    text[n] = '\0';
    const char *second = strchr(text, ' ');
    return second ? (size_t)g_ascii_strtoull(second, NULL, 10) : 0;
}

static size_t worker_grown(const struct worker *w)
{
    size_t pages = worker_pages(w);
    return pages > w->at_fork ? (pages - w->at_fork) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* A child could not be forked, or died before it was ready. As long as there are others, they do the work. */
static void start_failed(struct pool *p, const char *what, const char *why)
{
    if (p->alive > 0) {
        p->wanted = p->alive;
        return;
    }
    p->failed_starts++;
    g_free(p->start_failure);
    p->start_failure = g_strdup_printf("%s: %s", what, why);
}

/* The child's process id, or -1 with errno; the parent's end of its socket goes to `out`. */
static pid_t fork_child(const struct pool *p, int *out)
{
    int pair[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return -1;
    fflush(NULL); /* what is still buffered here must not be written by a child that calls exit() */
    pid_t pid = fork();
    if (pid == 0) {
        close(pair[0]);
        child_run(p, pair[1], parent);
    }
    int code = errno;
    close(pair[1]);
    if (pid < 0) close(pair[0]);
    *out = pair[0];
    errno = code;
    return pid;
}

/* Forks a child into a free slot; false if that can't be done now. */
static bool worker_start(struct pool *p, struct worker *w)
{
    int fd;
    pid_t pid = fork_child(p, &fd);
    if (pid < 0) {
        start_failed(p, "no worker process can be started", g_strerror(errno));
        return false;
    }
    char *statm = g_strdup_printf("/proc/%ld/statm", (long)pid);
    *w = (struct worker){.state = STARTING, .pid = pid, .socket = fd, .since = p->clock};
    w->statm = open(statm, O_RDONLY | O_CLOEXEC);
    w->at_fork = worker_pages(w);
    w->answer = g_byte_array_new();
    g_free(statm);
    p->alive++;
    return true;
}

/* Ends a child that has ended, or shall; returns its status as waitpid() tells it, or -1. */
static int worker_end(struct pool *p, struct worker *w)
{
    int status = -1;
    kill(w->pid, SIGKILL); /* does not change the status of one that is on its way out */
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR) continue;
    close(w->socket);
    if (w->statm >= 0) close(w->statm);
    g_byte_array_unref(w->answer);
    g_free(w->reason);
    *w = (struct worker){.state = NONE};
    p->alive--;
    return status;
}

static char *status_words(int status)
{
    if (status != -1 && WIFSIGNALED(status))
        return g_strdup_printf("crashed: %s (signal %d)", g_strsignal(WTERMSIG(status)), WTERMSIG(status));
    if (status != -1 && WIFEXITED(status)) return g_strdup_printf("exited with code %d", WEXITSTATUS(status));
    return g_strdup("ended, nobody knows how");
}

/* A child that is gone, or of no use any more: its job, if it had one, ends with the reason. */
static void worker_lost(struct pool *p, struct worker *w)
{
    enum worker_state state = w->state;
    uint32_t job = w->job;
    char *reason = g_steal_pointer(&w->reason);
    int status = worker_end(p, w);
    if (!reason) reason = status_words(status);
    if (state == STARTING) {
        start_failed(p, "worker processes end at their start", reason);
    } else if (state == BUSY) {
        p->done++;
        p->work->done(p->work->context, job, NULL, 0, reason);
    }
    g_free(reason);
}

/* ---- jobs and answers ---- */

static bool no_more(const struct pool *p)
{
    return p->work->next ? p->ended : p->given == p->n;
}

static bool finished(const struct pool *p)
{
    return no_more(p) && p->done == p->given;
}

static uint32_t next_job(struct pool *p)
{
    uint32_t job = POOL_END;
    if (!no_more(p)) job = p->work->next ? p->work->next(p->work->context) : p->jobs[p->given];
    if (job < POOL_LATER)
        p->given++;
    else
        p->ended |= job == POOL_END;
    return job;
}

static void worker_feed(struct pool *p, struct worker *w)
{
    uint32_t job = next_job(p);
    if (job == POOL_END) worker_end(p, w);
    if (job >= POOL_LATER) return;
    w->state = BUSY;
    w->since = p->clock;
    w->job = job;
    if (!send_all(w->socket, &w->job, sizeof w->job)) worker_lost(p, w);
}

/* A whole frame has come. */
static void worker_answered(struct pool *p, struct worker *w)
{
    if (w->state == STARTING) {
        p->failed_starts = 0;
    } else {
        p->done++;
        p->work->done(p->work->context, w->job, w->answer->data, w->answer->len, NULL);
    }
    w->state = WAITING;
    w->nframe = 0;
    g_byte_array_unref(w->answer);
    w->answer = g_byte_array_new();
    size_t renew = p->options->memory_renew;
    if (renew && !no_more(p) && worker_grown(w) > renew) worker_end(p, w);
    if (w->state == WAITING) worker_feed(p, w);
}

/* Whether the header that has come is one that is expected. */
static bool frame_fits(const struct worker *w)
{
    if (w->state == STARTING) return w->frame.kind == READY && w->frame.n == 0;
    return w->state == BUSY && w->frame.kind == ANSWER && w->frame.job == w->job && w->frame.n <= MAX_ANSWER;
}

/* Reads once from a child whose socket has something to say. */
static void worker_read(struct pool *p, struct worker *w)
{
    ssize_t got;
    if (w->nframe < sizeof w->frame) {
        got = recv(w->socket, (char *)&w->frame + w->nframe, sizeof w->frame - w->nframe, MSG_DONTWAIT);
        if (got > 0) w->nframe += (size_t)got;
    } else {
        guint before = w->answer->len;
        size_t rest = w->frame.n - before, piece = MIN(rest, READ_PIECE);
        g_byte_array_set_size(w->answer, before + (guint)piece);
        got = recv(w->socket, w->answer->data + before, piece, MSG_DONTWAIT);
        g_byte_array_set_size(w->answer, before + (guint)MAX(got, 0));
    }
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (got <= 0) {
        worker_lost(p, w);
    } else if (w->nframe == sizeof w->frame && !frame_fits(w)) {
        w->reason = g_strdup("crashed: its answer makes no sense");
        worker_lost(p, w);
    } else if (w->nframe == sizeof w->frame && w->answer->len == w->frame.n) {
        worker_answered(p, w);
    }
}

/* ---- the loop ---- */

/* Forks children while there are jobs for them. */
static void start_missing(struct pool *p)
{
    uint32_t starting = 0;
    for (unsigned i = 0; i < p->options->workers; i++) starting += p->workers[i].state == STARTING;
    for (unsigned i = 0; i < p->options->workers; i++) {
        if (p->alive >= p->wanted || no_more(p)) return;
        if (!p->work->next && starting >= p->n - p->given) return;
        if (p->workers[i].state != NONE) continue;
        if (!worker_start(p, &p->workers[i])) return;
        starting++;
    }
}

static void kill_with(struct pool *p, struct worker *w, char *reason)
{
    g_free(w->reason);
    w->reason = reason;
    worker_lost(p, w);
}

static void look_at_clock(struct pool *p)
{
    gint64 now = g_get_monotonic_time() / 1000;
    p->clock += MIN(now - p->last_look, (gint64)MAX_PAUSE_MS);
    p->last_look = now;
}

/* Every TICK_MS: kills those that are over their limits. */
static void tick(struct pool *p)
{
    const struct pool_options *o = p->options;
    if (p->clock - p->ticked < TICK_MS) return;
    p->ticked = p->clock;
    for (unsigned i = 0; i < o->workers; i++) {
        struct worker *w = &p->workers[i];
        if (w->state == NONE || w->state == WAITING) continue;
        if (o->timeout_s && w->nframe == 0 && p->clock - w->since > o->timeout_s * (gint64)1000) {
            kill_with(p, w, g_strdup_printf("took longer than %u s", o->timeout_s));
        } else if (o->memory_limit && worker_grown(w) > o->memory_limit) {
            kill_with(p, w, g_strdup_printf("used more than %zu MiB", o->memory_limit >> 20));
        }
    }
    if (p->work->tick) p->work->tick(p->work->context);
}

/* Waits until a child says something, or it is time to look at the clock. */
static void wait_and_read(struct pool *p, struct pollfd *fds, struct worker **who)
{
    nfds_t n = 0;
    for (unsigned i = 0; i < p->options->workers; i++) {
        if (p->workers[i].state == NONE) continue;
        fds[n] = (struct pollfd){.fd = p->workers[i].socket, .events = POLLIN};
        who[n++] = &p->workers[i];
    }
    int ready = poll(fds, n, (int)CLAMP(p->ticked + TICK_MS - p->clock, 0, TICK_MS));
    look_at_clock(p);
    if (ready <= 0) return;
    for (nfds_t i = 0; i < n; i++) {
        if (p->options->stop && *p->options->stop) return;
        if (fds[i].revents) worker_read(p, who[i]);
    }
}

/* Those for whom there was nothing to do: what others have done may have changed that. */
static void feed_waiting(struct pool *p)
{
    for (unsigned i = 0; i < p->options->workers; i++) {
        if (p->workers[i].state == WAITING) worker_feed(p, &p->workers[i]);
    }
}

/* No child can be had: what is left ends with the reason. */
static void give_up(struct pool *p)
{
    for (uint32_t job; (job = next_job(p)) < POOL_LATER;) {
        p->done++;
        p->work->done(p->work->context, job, NULL, 0, p->start_failure);
    }
}

uint32_t pool_run(const struct pool_options *options, const struct pool_work *work, const uint32_t *jobs,
                  uint32_t n)
{
    g_return_val_if_fail(options->workers > 0, n);
    struct pool *p = g_malloc0(sizeof *p + options->workers * sizeof p->workers[0]);
    struct pollfd *fds = g_new0(struct pollfd, options->workers);
    struct worker **who = g_new0(struct worker *, options->workers);
    p->options = options;
    p->work = work;
    p->jobs = jobs;
    p->n = n;
    p->wanted = options->workers;
    p->last_look = g_get_monotonic_time() / 1000;
    while (!finished(p) && !(options->stop && *options->stop)) {
        if (p->failed_starts >= MAX_FAILED_STARTS) {
            give_up(p);
            break;
        }
        start_missing(p);
        wait_and_read(p, fds, who);
        feed_waiting(p);
        tick(p);
    }
    for (unsigned i = 0; i < options->workers; i++) {
        if (p->workers[i].state != NONE) worker_end(p, &p->workers[i]);
    }
    uint32_t left = work->next ? !finished(p) : n - p->done;
    g_free(p->start_failure);
    g_free(who);
    g_free(fds);
    g_free(p);
    return left;
}

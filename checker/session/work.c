/* Parsing in worker processes: what a worker does with one unit, and what becomes of its answer.
 *
 * Needs pool.h, the frontend and program/record.h; gives units in the program database. An answer names the
 * files that the unit was parsed from by the hash of their path; a path itself is sent once by each worker.
 */
#include "session/work.h"

#include "base/pack.h"
#include "base/pool.h"
#include "frontend/prelude.h"
#include "program/record.h"
#include "session/fresh.h"

#include <string.h>

enum {
    RENEW_BYTES = 700 << 20,       /* a worker that has grown so much is replaced              */
    FLUSH_US = 3 * G_USEC_PER_SEC, /* how much work a kill may cost                            */
};

struct work {
    struct gfpcheck_session *session;
    const GPtrArray *commands; /* to be parsed */
    struct prelude_plan *plan;
    /* in a worker */
    struct recorder *recorder;
    GHashTable *sent; /* paths */
    /* in the parent */
    GHashTable *files; /* hash of a path to struct store_file * */
    gint64 flushed, started;
    uint64_t cost_done, cost_total;
    uint32_t done, preludes[PRELUDE_REASON_COUNT];
    const char *phase, *last;
};

/* ---- in a worker ---- */

static void begin(void *context)
{
    struct work *w = context;
    w->session->frontend = session_frontend(w->session);
    w->recorder = recorder_new();
    w->sent = g_hash_table_new(NULL, NULL);
    frontend_use_preludes(w->session->frontend, w->plan);
}

static void build_prelude(void *context, uint32_t job, GByteArray *answer)
{
    struct work *w = context;
    GError *wrong = NULL;
    if (prelude_plan_build(w->plan, job, &wrong)) return;
    g_byte_array_append(answer, (const guint8 *)wrong->message, (guint)strlen(wrong->message));
    g_error_free(wrong);
}

static void pack_text(struct packer *p, const char *text)
{
    pack_bytes(p, text ? text : "", text ? strlen(text) : 0);
}

static void pack_files(struct work *w, struct packer *p, const GArray *files)
{
    pack_uint(p, files->len);
    for (guint i = 0; i < files->len; i++) {
        sym path = g_array_index(files, sym, i);
        uint64_t hash = sym_hash(path);
        bool is_new = g_hash_table_add(w->sent, GUINT_TO_POINTER(path));
        pack_bytes(p, &hash, sizeof hash);
        pack_text(p, is_new ? sym_text(path) : NULL);
    }
}

static void parse_unit(void *context, uint32_t job, GByteArray *answer)
{
    struct work *w = context;
    const struct command *cmd = w->commands->pdata[job];
    gint64 started = g_get_monotonic_time();
    struct session_parsed parsed;
    session_parse(w->session, cmd, &parsed);
    GByteArray *record = g_byte_array_new();
    if (parsed.unit) recorder_add(w->recorder, parsed.unit, record);
    struct packer *p = packer_new();
    pack_text(p, parsed.failure);
    pack_uint(p, parsed.flags);
    pack_uint(p, parsed.prelude);
    pack_uint(p, (uint64_t)(g_get_monotonic_time() - started));
    pack_files(w, p, parsed.files);
    pack_bytes(p, record->data, record->len);
    GBytes *bytes = packer_finish(p);
    g_byte_array_append(answer, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    g_bytes_unref(bytes);
    g_byte_array_unref(record);
    session_parsed_clear(&parsed);
    arena_reset(w->session->unit_arena);
}

/* ---- in the parent ---- */

static char *unpack_text(struct unpacker *u)
{
    size_t n;
    const char *text = unpack_bytes(u, &n);
    return n ? g_strndup(text, n) : NULL;
}

static GPtrArray *unpack_files(struct work *w, struct unpacker *u)
{
    GPtrArray *files = g_ptr_array_new();
    uint32_t count = unpack_count(u);
    for (uint32_t i = 0; i < count && unpack_ok(u); i++) {
        size_t n;
        uint64_t hash = 0;
        const void *bytes = unpack_bytes(u, &n);
        if (bytes && n == sizeof hash) memcpy(&hash, bytes, n);
        char *path = unpack_text(u);
        struct store_file *f = g_hash_table_lookup(w->files, &hash);
        if (!f && path) {
            f = store_file(w->session->store, path);
            g_hash_table_insert(w->files, g_memdup2(&hash, sizeof hash), f);
        }
        if (f) g_ptr_array_add(files, f);
        g_free(path);
    }
    return files;
}

/* What is known of a unit that cannot be parsed any more is of an older state of its files. */
static void fail(struct work *w, const struct command *cmd, const char *reason)
{
    struct gfpcheck_session *s = w->session;
    struct store_unit *u = store_find_unit(s->store, cmd->file);
    session_fail(s, cmd->file, reason);
    if (u && s->program)
        program_remove(s->program, u);
    else if (u)
        store_remove_unit(s->store, u);
}

static void take_answer(struct work *w, const struct command *cmd, struct unpacker *u)
{
    struct store *store = w->session->store;
    char *failure = unpack_text(u);
    uint64_t flags = unpack_uint(u), prelude = unpack_uint(u), cost = unpack_uint(u);
    GPtrArray *files = unpack_files(w, u);
    if (prelude < PRELUDE_REASON_COUNT) w->preludes[prelude]++;
    size_t n;
    const void *record = unpack_bytes(u, &n);
    struct store_unit *unit = store_unit(store, cmd->file);
    if (n && record_put(store, unit, record, n)) {
        unit->cost_us = (uint32_t)MIN(cost, UINT32_MAX);
        unit->flags |= (uint32_t)flags;
        store_unit_fail(store, unit, failure);
        fresh_parsed(store, unit, cmd, files, w->started);
    } else {
        fail(w, cmd, failure ? failure : "the worker process gave no result");
    }
    g_ptr_array_unref(files);
    g_free(failure);
}

static uint64_t expected(const struct work *w, uint32_t job)
{
    const struct command *cmd = w->commands->pdata[job];
    const struct store_unit *u = store_find_unit(w->session->store, cmd->file);
    return u ? u->cost_us : 0;
}

static void report_progress(void *context)
{
    struct work *w = context;
    struct gfpcheck_session *s = w->session;
    if (!s->options.progress) return;
    gfpcheck_progress p = {.phase = w->phase, .done = w->done, .findings = -1, .file = w->last};
    p.total = w->commands ? w->commands->len : prelude_plan_jobs(w->plan);
    p.cost_done = (double)w->cost_done, p.cost_total = (double)w->cost_total;
    s->options.progress(s->options.data, &p);
}

static void unit_done(void *context, uint32_t job, const void *answer, size_t n, const char *reason)
{
    struct work *w = context;
    const struct command *cmd = w->commands->pdata[job];
    w->cost_done += expected(w, job);
    w->done++;
    w->last = inputs_relative(w->session->in.root, cmd->file);
    if (reason) {
        fail(w, cmd, reason);
    } else {
        struct unpacker *u = unpacker_new(answer, n);
        take_answer(w, cmd, u);
        unpacker_free(u);
    }
    if (g_get_monotonic_time() - w->flushed > FLUSH_US) {
        store_flush(w->session->store);
        w->flushed = g_get_monotonic_time();
    }
    report_progress(w);
}

static void prelude_done(void *context, uint32_t job, const void *answer, size_t n, const char *reason)
{
    struct work *w = context;
    w->done++;
    if (reason)
        session_say(w->session, "prelude %u: %s", job, reason);
    else if (n)
        session_say(w->session, "prelude %u: %.*s", job, (int)n, (const char *)answer);
    report_progress(w);
}

static uint32_t run(struct work *w, const struct pool_work *work, uint32_t n, unsigned timeout)
{
    const gfpcheck_options *o = &w->session->options;
    struct pool_options pool = {.workers = MAX(1, MIN(o->jobs, n)),
                                .timeout_s = timeout,
                                .memory_limit = (size_t)o->unit_memory << 20,
                                .memory_renew = RENEW_BYTES,
                                .stop = &w->session->stop};
    uint32_t *jobs = g_new(uint32_t, MAX(n, 1));
    for (uint32_t i = 0; i < n; i++) jobs[i] = i;
    uint32_t left = pool_run(&pool, work, jobs, n);
    g_free(jobs);
    return left;
}

static void build_preludes(struct work *w)
{
    struct pool_work work = {w, NULL, build_prelude, prelude_done, report_progress, NULL};
    const GPtrArray *commands = w->commands;
    w->phase = "preludes";
    stats_phase(&w->session->stats, PHASE_PRELUDES);
    w->commands = NULL;
    if (prelude_plan_jobs(w->plan) > 0) run(w, &work, prelude_plan_jobs(w->plan), 0);
    w->commands = commands;
    w->done = 0;
}

void work_parse(struct gfpcheck_session *s, const GPtrArray *commands, struct prelude_plan *plan)
{
    struct work w = {.session = s, .commands = commands, .plan = plan};
    struct pool_work work = {&w, begin, parse_unit, unit_done, report_progress, NULL};
    if (commands->len == 0) return;
    w.files = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    w.started = g_get_real_time() * 1000;
    w.flushed = g_get_monotonic_time();
    build_preludes(&w);
    for (guint i = 0; i < commands->len; i++) w.cost_total += expected(&w, i);
    w.phase = "units";
    stats_phase(&s->stats, PHASE_UNITS);
    uint32_t left = s->stop ? commands->len : run(&w, &work, commands->len, s->options.unit_timeout);
    s->stats.parsed += w.done;
    for (int i = 0; i < PRELUDE_REASON_COUNT; i++) {
        if (w.preludes[i])
            session_say(s, "%u units: %s", w.preludes[i], prelude_reason_text((enum prelude_reason)i));
    }
    if (left > 0) {
        char *reason = g_strdup_printf("interrupted: %u of %u files were not checked", left, commands->len);
        session_fail(s, s->in.root, reason);
        g_free(reason);
    }
    g_hash_table_unref(w.files);
}

/* What a run took and did, for people who ask why it takes so long, and what it passed over.
 *
 * Needs session.h. See stats.h.
 */
#include "session/stats.h"

#include "session/session.h"

#include <inttypes.h>
#include <stdlib.h>

enum { SLOWEST = 10 };

static const char *const phase_words[] = {
#define X(id, words) words,
    STATS_PHASES(X)
#undef X
};

void stats_phase(struct stats *stats, enum stats_phase phase)
{
    gint64 now = g_get_monotonic_time();
    if (stats->since && stats->phase != PHASE_NONE) stats->us[stats->phase] += now - stats->since;
    stats->phase = phase;
    stats->since = now;
}

static double seconds(gint64 us)
{
    return (double)us / G_USEC_PER_SEC;
}

static void write_times(const struct stats *stats, FILE *out)
{
    gint64 all = 0;
    for (int i = 0; i < STATS_PHASES_COUNT; i++) all += stats->us[i];
    fprintf(out, "time: %.2f s\n", seconds(all));
    for (int i = 0; i < STATS_PHASES_COUNT; i++)
        fprintf(out, "%10.2f s  %s\n", seconds(stats->us[i]), phase_words[i]);
}

static void write_program(const struct program *p, FILE *out)
{
    struct program_work work;
    struct analysis_stats did;
    program_work(p, &work);
    program_stats(p, &did);
    if (work.units == 0) {
        fputs("analysed: nothing, since nothing has changed\n", out);
        return;
    }
    fprintf(out, "program: %" PRIu32 " units, %" PRIu32 " functions\n", work.units, work.functions);
    fprintf(out, "analysed: %" PRIu32 " functions, %" PRIu64 " blocks, %" PRIu64 " states\n", work.solved,
            did.blocks, did.states);
    fputs("given up:\n", out);
    fprintf(out, "%10" PRIu64 "    functions with too many states\n", did.too_many);
    fprintf(out, "%10" PRIu64 "    loops and returns with unclear levels\n", did.lost_levels);
    fprintf(out, "%10" PRIu64 "    calls with unknown flags\n", did.unknown_flags);
}

static int compare_costs(const void *a, const void *b)
{
    const struct store_unit *const *x = a, *const *y = b;
    return ((*x)->cost_us < (*y)->cost_us) - ((*x)->cost_us > (*y)->cost_us);
}

/* Of those that were asked for; what they took may be known from an earlier run. */
static void write_slowest(const struct gfpcheck_session *s, FILE *out)
{
    const GPtrArray *commands = s->in.commands;
    const struct store_unit **units = g_new(const struct store_unit *, commands->len + 1);
    size_t n = 0;
    for (guint i = 0; i < commands->len; i++) {
        units[n] = store_find_unit(s->store, ((const struct command *)commands->pdata[i])->file);
        if (units[n] && units[n]->flags & STORE_UNIT_PARSED) n++;
    }
    qsort(units, n, sizeof units[0], compare_costs);
    if (n > 0) fputs("slowest units, when they were parsed:\n", out);
    for (size_t i = 0; i < MIN(n, SLOWEST); i++)
        fprintf(out, "%10.2f s  %s\n", seconds(units[i]->cost_us),
                inputs_relative(s->in.root, units[i]->file));
    g_free(units);
}

void gfpcheck_write_stats(const gfpcheck_session *s, FILE *out)
{
    write_times(&s->stats, out);
    if (!s->in.commands) return;
    fprintf(out, "units: %u asked for, %" PRIu32 " parsed, %u failed\n", s->in.commands->len, s->stats.parsed,
            s->report.failed->len);
    if (!s->store || s->dumps) return;
    if (s->program) write_program(s->program, out);
    write_slowest(s, out);
}

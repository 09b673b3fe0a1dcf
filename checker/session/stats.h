/* What a run took and did: times by phase, and counts. Inside session/ only; stats.c writes them.
 *
 * Needs GLib. Times are wall times, and no part of any report.
 */
#ifndef GFPCHECK_SESSION_STATS_H
#define GFPCHECK_SESSION_STATS_H

#include <glib.h>
#include <stdint.h>

/* X(id, what is done in it): in the order of a run; a phase may come several times. */
#define STATS_PHASES(X)                                                                                      \
    X(INPUTS, "compile commands")                                                                            \
    X(RULES, "rules")                                                                                        \
    X(DATABASE, "program database, changed files")                                                           \
    X(PRELUDES, "preludes")                                                                                  \
    X(UNITS, "parsing units")                                                                                \
    X(PROGRAM, "linking, analysis")                                                                          \
    X(FINDINGS, "findings")
enum stats_phase {
#define X(id, words) PHASE_##id,
    STATS_PHASES(X)
#undef X
        STATS_PHASES_COUNT,
    PHASE_NONE = STATS_PHASES_COUNT
};

struct stats {
    gint64 us[STATS_PHASES_COUNT];
    enum stats_phase phase; /* the one that goes on, since: */
    gint64 since;
    uint32_t parsed; /* units, in this run */
};

/* Ends the phase that goes on, and begins another, or none. */
void stats_phase(struct stats *stats, enum stats_phase phase);

#endif
